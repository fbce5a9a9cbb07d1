package dev.bursar.server.platform.secret;

import dev.bursar.policy.key.FleetSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Provider credentials at rest, bound to organization, provider and base URL: a row that is copied to another tenant,
 * or whose URL is edited in place, does not open.
 */
@Component
public final class CredentialVault {
    private static final String PURPOSE = "bursar provider credential v1";

    private final KeyEncryptionKey kek;

    public CredentialVault(KeyEncryptionKey kek) {
        this.kek = kek;
    }

    public byte[] seal(UUID organizationId, UUID providerId, String baseUrl, String credential) {
        return kek.seal(
                PURPOSE, binding(organizationId, providerId, baseUrl), credential.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws GeneralSecurityException if it was sealed for another place, under another key, or altered */
    public byte[] open(UUID organizationId, UUID providerId, String baseUrl, byte[] sealed)
            throws GeneralSecurityException {
        return kek.open(PURPOSE, binding(organizationId, providerId, baseUrl), sealed);
    }

    /** @throws GeneralSecurityException as {@link #open} */
    public Optional<byte[]> rewrap(UUID organizationId, UUID providerId, String baseUrl, byte[] sealed)
            throws GeneralSecurityException {
        return kek.rewrap(PURPOSE, binding(organizationId, providerId, baseUrl), sealed);
    }

    private static String binding(UUID organizationId, UUID providerId, String baseUrl) {
        return FleetSecret.credentialBinding(organizationId.toString(), providerId.toString(), baseUrl);
    }
}
