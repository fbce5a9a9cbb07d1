package dev.bursar.server.sso;

import dev.bursar.server.platform.secret.KeyEncryptionKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Client secrets at rest, bound to organization, connection and where they are sent: a changed address needs it anew. */
@Component
final class SsoVault {
    private static final String PURPOSE = "bursar sso connection v1";

    private final KeyEncryptionKey kek;

    SsoVault(KeyEncryptionKey kek) {
        this.kek = kek;
    }

    byte[] seal(UUID organization, UUID connection, String goesTo, String secret) {
        return kek.seal(PURPOSE, binding(organization, connection, goesTo), secret.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalStateException if it was sealed for another place, under another key, or altered */
    String open(UUID organization, Connection connection) {
        byte[] sealed = connection.secret();
        if (sealed == null) {
            return "";
        }
        try {
            String goesTo = connection.settings().secretGoesTo();
            return new String(
                    kek.open(PURPOSE, binding(organization, connection.id(), goesTo), sealed), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret of the connection " + connection.id() + " does not open", e);
        }
    }

    /** @throws GeneralSecurityException where {@link #open} fails */
    Optional<byte[]> rewrap(UUID organization, UUID connection, String goesTo, byte[] sealed)
            throws GeneralSecurityException {
        return kek.rewrap(PURPOSE, binding(organization, connection, goesTo), sealed);
    }

    private static String binding(UUID organization, UUID connection, String goesTo) {
        return organization + "\n" + connection + "\n" + goesTo;
    }
}
