package dev.bursar.policy.workload;

import java.util.List;

/**
 * What a token says of itself and of its bearer; a claim, no more.
 *
 * @param algorithm {@code alg}
 * @param keyId {@code kid}; empty without
 * @param critical it has a {@code crit}: something must be understood that is not understood here
 * @param expiresAtSeconds {@code exp}, since 1970
 * @param notBeforeSeconds {@code nbf}, since 1970; 0 without
 */
public record TokenClaims(
        String algorithm,
        String keyId,
        boolean critical,
        String issuer,
        String subject,
        List<String> audience,
        long expiresAtSeconds,
        long notBeforeSeconds) {
    private static final int MAX_TEXT = 1000;
    private static final int MOST_AUDIENCES = 20;

    /** @throws IllegalArgumentException if it says nobody, or too much */
    public TokenClaims {
        audience = List.copyOf(audience);
        if (issuer.isEmpty() || subject.isEmpty() || issuer.length() > MAX_TEXT || subject.length() > MAX_TEXT) {
            throw new IllegalArgumentException("issuer and subject have 1 to " + MAX_TEXT + " characters");
        }
        if (audience.size() > MOST_AUDIENCES || keyId.length() > VerificationKey.MAX_ID_LENGTH) {
            throw new IllegalArgumentException("there are too many audiences, or the key's id is too long");
        }
    }
}
