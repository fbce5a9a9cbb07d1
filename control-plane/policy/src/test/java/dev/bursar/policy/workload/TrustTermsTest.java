package dev.bursar.policy.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrustTermsTest {
    private static final String SUBJECT = "repo:acme/shop:ref:refs/heads/main";
    private static final long NOW = 1_000_000;

    private final TestIssuer issuer = new TestIssuer(TokenAlgorithm.RS256, "k1");
    private final TrustTerms terms = terms(List.of(issuer.key));

    @ParameterizedTest
    @EnumSource(TokenAlgorithm.class)
    void believesWhatTheIssuerSigned(TokenAlgorithm algorithm) {
        TestIssuer any = new TestIssuer(algorithm, "k");
        TokenClaims claims = any.claims(SUBJECT);
        CompactToken token = any.sign(claims);

        assertThat(terms(List.of(any.key)).judge(claims, token, NOW)).isEmpty();
        token.signature()[7] ^= 1;
        assertThat(terms(List.of(any.key)).judge(claims, token, NOW)).contains(TokenFault.SIGNATURE);
    }

    @Test
    void refusesAnotherIssuerAudienceOrSubject() {
        TokenClaims good = issuer.claims(SUBJECT);
        assertThat(judge(with(good, "https://ci.example/", SUBJECT, "bursar:acme")))
                .contains(TokenFault.NOT_TRUSTED);
        assertThat(judge(with(good, good.issuer(), "repo:evil/shop", "bursar:acme")))
                .contains(TokenFault.NOT_TRUSTED);
        assertThat(judge(with(good, good.issuer(), SUBJECT, "bursar:globex"))).contains(TokenFault.NOT_TRUSTED);
        assertThat(judge(with(good, good.issuer(), SUBJECT, "Bursar:acme"))).contains(TokenFault.NOT_TRUSTED);
    }

    @Test
    void knowsTheTimeWithALittleLeeway() {
        TokenClaims claims = issuer.claims(SUBJECT);
        CompactToken token = issuer.sign(claims);
        assertThat(terms.judge(claims, token, 2_000_000 + 29_999)).isEmpty();
        assertThat(terms.judge(claims, token, 2_000_000 + 30_000)).contains(TokenFault.EXPIRED);

        TokenClaims later = times(claims, Long.MAX_VALUE, 1_000);
        assertThat(terms.judge(later, issuer.sign(later), 970_000)).isEmpty();
        assertThat(terms.judge(later, issuer.sign(later), 969_999)).contains(TokenFault.NOT_YET_VALID);
        TokenClaims absurd = times(claims, Long.MIN_VALUE, 0);
        assertThat(terms.judge(absurd, issuer.sign(absurd), NOW)).contains(TokenFault.EXPIRED);
        TokenClaims never = times(claims, 2_000, Long.MAX_VALUE);
        assertThat(terms.judge(never, issuer.sign(never), NOW)).contains(TokenFault.NOT_YET_VALID);
    }

    /** The public key is public: whoever could make the verifier take it for a shared secret would sign at will. */
    @Test
    void takesNoPublicKeyForASharedSecretAndNoTokenWithoutASignature() throws GeneralSecurityException {
        TokenClaims claims = algorithm(issuer.claims(SUBJECT), "HS256");
        CompactToken honest = issuer.sign(claims);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(issuer.key.encoded(), "HmacSHA256"));
        CompactToken forged =
                new CompactToken(honest.header(), honest.claims(), honest.signed(), mac.doFinal(honest.signed()));

        assertThat(terms.judge(claims, forged, NOW)).contains(TokenFault.ALGORITHM);
        for (String none : List.of("none", "None", "", "RS384", "PS256", "ES256K", "rs256")) {
            assertThat(terms.judge(algorithm(claims, none), forged, NOW)).contains(TokenFault.ALGORITHM);
        }
        assertThat(terms.judge(algorithm(claims, "ES256"), forged, NOW)).contains(TokenFault.ALGORITHM);
        assertThat(terms.judge(algorithm(claims, "RS256"), forged, NOW)).contains(TokenFault.SIGNATURE);
    }

    @Test
    void asksForTheKeyThatTheTokenNames() {
        TestIssuer older = new TestIssuer(TokenAlgorithm.RS256, "k0");
        TrustTerms both = terms(List.of(older.key, issuer.key));
        TokenClaims claims = issuer.claims(SUBJECT);

        assertThat(both.judge(claims, issuer.sign(claims), NOW)).isEmpty();
        assertThat(both.judge(claims, older.sign(claims), NOW)).contains(TokenFault.SIGNATURE);
        assertThat(terms(List.of(older.key)).judge(claims, issuer.sign(claims), NOW))
                .contains(TokenFault.KEY_UNKNOWN);
        assertThat(terms(List.of()).judge(claims, issuer.sign(claims), NOW)).contains(TokenFault.KEY_UNKNOWN);
    }

    @Test
    void understandsNothingThatMustBeUnderstood() {
        TokenClaims claims = issuer.claims(SUBJECT);
        TokenClaims critical = new TokenClaims(
                claims.algorithm(),
                claims.keyId(),
                true,
                claims.issuer(),
                claims.subject(),
                claims.audience(),
                claims.expiresAtSeconds(),
                0);
        assertThat(terms.judge(critical, issuer.sign(critical), NOW)).contains(TokenFault.ALGORITHM);
    }

    @Test
    void hasNoWeakKeys() throws GeneralSecurityException {
        KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
        small.initialize(1024);
        byte[] weak = small.generateKeyPair().getPublic().getEncoded();
        KeyPairGenerator other = KeyPairGenerator.getInstance("EC");
        other.initialize(384);
        byte[] curve = other.generateKeyPair().getPublic().getEncoded();

        assertThatThrownBy(() -> new VerificationKey("k", TokenAlgorithm.RS256, weak))
                .hasMessageContaining("strong");
        assertThatThrownBy(() -> new VerificationKey("k", TokenAlgorithm.ES256, curve))
                .hasMessageContaining("strong");
        assertThatThrownBy(() -> new VerificationKey("k", TokenAlgorithm.EDDSA, weak))
                .hasMessageContaining("no public");
        assertThatThrownBy(() -> terms(java.util.Collections.nCopies(33, issuer.key)))
                .hasMessageContaining("32");
    }

    @Test
    void cutsATokenStrictly() {
        assertThat(CompactToken.parse("ey.eyJ.AA")).isPresent();
        for (String bad : List.of(
                "",
                "a",
                "a.b",
                "a..b",
                ".a.b",
                "a.b.",
                "a.b.c.d",
                "a.b.c=",
                "a.b c.d",
                "a.b.c\n",
                "a.b.c+",
                "a.b/.c",
                "a".repeat(8192) + ".b.c")) {
            assertThat(CompactToken.parse(bad)).as(bad).isEmpty();
        }
        byte[] key = "bsr_live_x".getBytes(StandardCharsets.US_ASCII);
        assertThat(CompactToken.resembles(key, 0, key.length)).isFalse();
        assertThat(CompactToken.resembles("eyJ".getBytes(StandardCharsets.US_ASCII), 0, 3))
                .isTrue();
    }

    private Optional<TokenFault> judge(TokenClaims claims) {
        return terms.judge(claims, issuer.sign(claims), NOW);
    }

    private static TrustTerms terms(List<VerificationKey> keys) {
        return new TrustTerms("https://ci.example", "bursar:acme", new SubjectPattern("repo:acme/*"), keys);
    }

    private static TokenClaims with(TokenClaims c, String issuer, String subject, String audience) {
        return new TokenClaims(
                c.algorithm(), c.keyId(), false, issuer, subject, List.of("x", audience), c.expiresAtSeconds(), 0);
    }

    private static TokenClaims times(TokenClaims c, long expires, long notBefore) {
        return new TokenClaims(
                c.algorithm(), c.keyId(), false, c.issuer(), c.subject(), c.audience(), expires, notBefore);
    }

    private static TokenClaims algorithm(TokenClaims c, String algorithm) {
        return new TokenClaims(
                algorithm, c.keyId(), false, c.issuer(), c.subject(), c.audience(), c.expiresAtSeconds(), 0);
    }
}
