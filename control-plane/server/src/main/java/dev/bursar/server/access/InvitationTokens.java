package dev.bursar.server.access;

import dev.bursar.server.platform.secret.HashPurpose;
import dev.bursar.server.platform.secret.KeyedHashes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** One-time tokens: 256 random bits, of which only a keyed hash is stored. */
@Component
final class InvitationTokens {
    private static final int BYTES = 32;

    private final SecureRandom random;
    private final KeyedHashes hashes;
    private final String consoleUrl;

    /** @param consoleUrl {@code bursar.console-url}; empty: there is no console */
    InvitationTokens(SecureRandom random, KeyedHashes hashes, @Value("${bursar.console-url:}") String consoleUrl) {
        this.random = random;
        this.hashes = hashes;
        this.consoleUrl = consoleUrl.endsWith("/") ? consoleUrl.substring(0, consoleUrl.length() - 1) : consoleUrl;
    }

    String next() {
        byte[] token = new byte[BYTES];
        random.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    byte[] hash(String token) {
        return hashes.digest(HashPurpose.INVITATION, token.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty where there is no console. */
    String link(UUID organizationId, String token) {
        return consoleUrl.isEmpty() ? "" : consoleUrl + "/join?organization=" + organizationId + "&token=" + token;
    }
}
