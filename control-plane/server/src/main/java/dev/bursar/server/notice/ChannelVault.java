package dev.bursar.server.notice;

import dev.bursar.server.platform.secret.KeyEncryptionKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Targets and signing secrets at rest, bound to organization and channel: a row copied elsewhere does not open. */
@Component
final class ChannelVault {
    /** What of a channel is sealed. */
    static final String TARGET = "target";

    static final String SECRET = "secret";
    private static final String PURPOSE = "bursar alert channel v1";

    private final KeyEncryptionKey kek;

    ChannelVault(KeyEncryptionKey kek) {
        this.kek = kek;
    }

    byte[] seal(UUID organizationId, UUID channelId, String what, String text) {
        return kek.seal(PURPOSE, binding(organizationId, channelId, what), text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws GeneralSecurityException if it was sealed for another place, under another key, or altered */
    String open(UUID organizationId, UUID channelId, String what, byte[] sealed) throws GeneralSecurityException {
        byte[] text = kek.open(PURPOSE, binding(organizationId, channelId, what), sealed);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** @throws GeneralSecurityException as {@link #open} */
    Optional<byte[]> rewrap(UUID organizationId, UUID channelId, String what, byte[] sealed)
            throws GeneralSecurityException {
        return kek.rewrap(PURPOSE, binding(organizationId, channelId, what), sealed);
    }

    private static String binding(UUID organizationId, UUID channelId, String what) {
        return organizationId + "\n" + channelId + "\n" + what;
    }
}
