package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.key.IssuedKey;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Who is not let in, and how fast a change of that arrives. */
@EndToEnd
@Order(30)
class KeyTest {
    private static final Duration PUSHED = Duration.ofSeconds(2);

    private final House house;

    KeyTest(House house) {
        this.house = house;
    }

    @Test
    void refusesWhoBringsNoKey() {
        assertRefused(house.client(""), 401, "key_missing");
    }

    @Test
    void refusesAMalformedKey() {
        assertRefused(house.client("bsr_live_nonsense"), 401, "key_malformed");
        assertRefused(house.client(house.key.substring(0, house.key.length() - 1) + "!"), 401, "key_malformed");
    }

    @Test
    void refusesAKeyThatHasExpired() {
        Admin admin = house.admin("Organization admin");
        OffsetDateTime soon = OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(3);
        IssuedKey key = admin.issue("short-lived", List.of(), null, soon);
        GatewayClient client = house.client(key.secret());

        GatewayClient.Answer refusal = Poll.until(
                Duration.ofSeconds(8), () -> client.get("/v1/models"), answer -> "key_expired".equals(codeOf(answer)));

        assertThat(refusal.status()).isEqualTo(401);
        assertThat(OffsetDateTime.now(ZoneOffset.UTC)).isAfterOrEqualTo(soon);
    }

    @Test
    void issuesAndRevokesOnTheGatewayInUnderTwoSeconds() {
        Admin admin = house.admin("Organization admin");

        long issuing = System.nanoTime();
        IssuedKey key = admin.issue("pushed", null);
        long issued = System.nanoTime();
        GatewayClient client = house.client(key.secret());
        Poll.until(PUSHED, () -> client.get("/v1/models").status(), status -> status == 200);
        long live = System.nanoTime();
        admin.revoke(key.key());
        long revoked = System.nanoTime();
        Poll.until(PUSHED, () -> codeOf(client.get("/v1/models")), "key_revoked"::equals);
        long dead = System.nanoTime();

        System.out.printf(
                "Measured: issued key live %d ms after the answer (call itself %d ms), revoked key refused %d ms after%n",
                (live - issued) / 1_000_000, (issued - issuing) / 1_000_000, (dead - revoked) / 1_000_000);
        assertRefused(client, 401, "key_revoked");
    }

    @Test
    void keepsAKeyToItsModels() {
        IssuedKey key = house.admin("Organization admin").issue("slow only", List.of("sandbox/slow"), null, null);
        GatewayClient client = house.client(key.secret());
        Poll.until(PUSHED, () -> client.get("/v1/models").status(), status -> status == 200);

        assertThat(client.get("/v1/models").body()).contains("sandbox/slow").doesNotContain("sandbox/echo");
        GatewayClient.Answer refusal = client.chat(GatewayClient.body("sandbox/echo"));
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.code()).isEqualTo("model_not_allowed");
    }

    private static void assertRefused(GatewayClient client, int status, String code) {
        GatewayClient.Answer refusal = client.chat(GatewayClient.body("sandbox/echo"));
        assertThat(refusal.status()).as(refusal.body()).isEqualTo(status);
        assertThat(refusal.code()).isEqualTo(code);
    }

    private static String codeOf(GatewayClient.Answer answer) {
        return answer.status() == 200 ? "" : answer.code();
    }
}
