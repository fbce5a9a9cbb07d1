package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.key.IssuedKey;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What becomes of the money when a provider fails on cue. */
@EndToEnd
@Order(50)
class SandboxTest {
    private static final Duration SETTLED = Duration.ofSeconds(15);

    private final House house;
    private final Admin admin;

    SandboxTest(House house) {
        this.house = house;
        this.admin = house.admin("Organization admin");
    }

    @Test
    void givesTheWholeHoldBackWhenTheProviderRefuses() {
        IssuedKey key = admin.issue("error-429", "1");

        GatewayClient.Answer limited = house.client(key).chat(GatewayClient.body("sandbox/error-429"));
        GatewayClient.Answer failed = house.client(key).chat(GatewayClient.body("sandbox/error-500"));

        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.code()).isEqualTo("provider_rate_limited");
        assertThat(limited.headers().firstValue("Retry-After")).isPresent();
        assertThat(failed.status()).isEqualTo(502);
        assertThat(failed.code()).isEqualTo("provider_failed");
        Poll.until(SETTLED, () -> admin.requests(key.key().id()).size(), size -> size == 2);
        Budget budget = admin.budget(key);
        assertThat(budget.spent().nanos()).isZero();
        assertThat(budget.inDoubt().nanos()).isZero();
    }

    @Test
    void keepsTheWholeHoldInDoubtWhenUsageIsMissing() {
        IssuedKey key = admin.issue("no-usage", "1");

        GatewayClient.Answer answer = house.client(key).chat(GatewayClient.body("sandbox/no-usage", true));

        assertThat(answer.status()).isEqualTo(200);
        Budget budget = Poll.until(
                SETTLED, () -> admin.budget(key), after -> after.inDoubt().nanos() > 0);
        assertThat(budget.spent().nanos()).isZero();
    }

    @Test
    void tellsTheClientWhenAStreamBreaksOff() {
        IssuedKey key = admin.issue("disconnect", "1");

        GatewayClient.Answer answer = house.client(key).chat(GatewayClient.body("sandbox/disconnect", true));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"error\"").contains("provider_cut");
        Poll.until(
                SETTLED,
                () -> admin.budget(key),
                after -> after.inDoubt().nanos() + after.spent().nanos() > 0);
    }
}
