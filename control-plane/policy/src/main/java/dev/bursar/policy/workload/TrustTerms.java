package dev.bursar.policy.workload;

import java.util.List;
import java.util.Optional;

/**
 * Whose tokens an organization believes: an issuer's, meant for an audience, about subjects of a pattern, signed with
 * one of the issuer's keys. Claims are compared first; the signature, which costs most, last.
 *
 * @param keys the issuer's, as fetched last
 */
public record TrustTerms(String issuer, String audience, SubjectPattern subject, List<VerificationKey> keys) {
    /** Clocks may differ by this much. */
    public static final long LEEWAY_SECONDS = 30;

    /** More than any issuer publishes. */
    public static final int MOST_KEYS = 32;

    /** @throws IllegalArgumentException with too many keys */
    public TrustTerms {
        keys = List.copyOf(keys);
        if (keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("an issuer has at most " + MOST_KEYS + " keys");
        }
    }

    /** Whether such a token is meant at all; says nothing about its being genuine. */
    public boolean fits(TokenClaims claims) {
        return issuer.equals(claims.issuer())
                && claims.audience().contains(audience)
                && subject.matches(claims.subject());
    }

    /** @return empty: the token is believed */
    public Optional<TokenFault> judge(TokenClaims claims, CompactToken token, long nowMillis) {
        if (!fits(claims)) {
            return Optional.of(TokenFault.NOT_TRUSTED);
        }
        return judgeTimes(claims, nowMillis).or(() -> judgeSignature(claims, token));
    }

    private static Optional<TokenFault> judgeTimes(TokenClaims claims, long nowMillis) {
        long now = Math.floorDiv(nowMillis, 1000L);
        if (now - LEEWAY_SECONDS >= claims.expiresAtSeconds()) {
            return Optional.of(TokenFault.EXPIRED);
        }
        return now + LEEWAY_SECONDS < claims.notBeforeSeconds()
                ? Optional.of(TokenFault.NOT_YET_VALID)
                : Optional.empty();
    }

    private Optional<TokenFault> judgeSignature(TokenClaims claims, CompactToken token) {
        Optional<TokenAlgorithm> algorithm = TokenAlgorithm.of(claims.algorithm());
        if (algorithm.isEmpty() || claims.critical()) {
            return Optional.of(TokenFault.ALGORITHM);
        }
        List<VerificationKey> named = keys.stream()
                .filter(key -> claims.keyId().isEmpty() || key.id().equals(claims.keyId()))
                .toList();
        List<VerificationKey> usable =
                named.stream().filter(key -> key.algorithm() == algorithm.get()).toList();
        if (usable.isEmpty()) {
            boolean otherKind = !claims.keyId().isEmpty() && !named.isEmpty();
            return Optional.of(otherKind ? TokenFault.ALGORITHM : TokenFault.KEY_UNKNOWN);
        }
        // Without an id it must be clear which key is meant: one look, not thirty.
        boolean genuine = usable.size() == 1 && usable.getFirst().verifies(token.signed(), token.signature());
        return genuine ? Optional.empty() : Optional.of(TokenFault.SIGNATURE);
    }
}
