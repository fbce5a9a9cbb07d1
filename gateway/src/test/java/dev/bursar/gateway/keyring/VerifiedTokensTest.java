package dev.bursar.gateway.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.policy.WorkloadTrust;
import dev.bursar.policy.workload.SubjectPattern;
import dev.bursar.policy.workload.TrustTerms;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final WorkloadTrust TRUST = new WorkloadTrust(
            "t", "o", new TrustTerms("https://ci.example", "a", new SubjectPattern("s"), List.of()), new byte[32]);

    private final VerifiedTokens tokens = new VerifiedTokens(100);

    @Test
    void remembersATokenUntilItExpires() {
        tokens.put(digest(1), TRUST, 1_000, 0);

        assertThat(tokens.find(digest(1), 999)).isSameAs(TRUST);
        assertThat(tokens.find(digest(1), 1_000)).isNull();
        assertThat(tokens.find(digest(2), 0)).isNull();
    }

    @Test
    void staysWithinItsBoundHoweverManyTokensCome() {
        for (int i = 0; i < 10_000; i++) {
            tokens.put(digest(i), TRUST, 1_000, 0);
            assertThat(tokens.size()).isLessThanOrEqualTo(100);
        }
        assertThat(tokens.find(digest(9_999), 0)).isSameAs(TRUST);
        tokens.put(digest(-1), TRUST, 5_000, 2_000);
        assertThat(tokens.size()).isLessThanOrEqualTo(100);
    }

    private static TokenDigest digest(long number) {
        return new TokenDigest(number, number, 1, 2);
    }
}
