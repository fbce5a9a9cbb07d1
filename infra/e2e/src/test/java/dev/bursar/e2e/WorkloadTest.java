package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.access.CreateRoleGrant;
import dev.bursar.adminapi.key.IssuedKey;
import dev.bursar.adminapi.machine.CreateServiceAccount;
import dev.bursar.adminapi.machine.CreateWorkloadTrust;
import dev.bursar.adminapi.machine.IssueManagementKey;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminapi.machine.WorkloadTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A build job with a token of its own issuer, and a program with a management key: at the gateway, at the Admin API. */
@EndToEnd
@Order(35)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkloadTest {
    private static final String SUBJECT = "repo:acme/shop:ref:refs/heads/main";
    private static final Duration FETCHED = Duration.ofSeconds(20);

    private final House house;
    private final Admin admin;
    private final TokenIssuer issuer = new TokenIssuer();

    WorkloadTest(House house) {
        this.house = house;
        this.admin = house.admin("Organization admin");
    }

    @AfterAll
    void close() {
        issuer.close();
    }

    @Test
    void callsAModelWithAJobsTokenOnTheKeysBudgetUntilTheTrustIsGone() {
        IssuedKey key = admin.issue("the shop's jobs", "1");
        WorkloadTrust trust = trust("shop " + UUID.randomUUID(), key.key().id(), null);
        GatewayClient job = house.client(issuer.token(trust.audience(), SUBJECT));

        GatewayClient.Answer answer =
                Poll.until(FETCHED, () -> job.chat(GatewayClient.body("sandbox/echo")), got -> got.status() == 200);

        assertThat(answer.body()).contains("Hello");
        Poll.until(FETCHED, () -> admin.requests(key.key().id()).size(), size -> size >= 1);
        Poll.until(FETCHED, () -> admin.budget(key).spent().nanos(), spent -> spent > 0);
        assertThat(house.client(issuer.token(trust.audience(), "repo:acme-evil/shop"))
                        .chat(GatewayClient.body("sandbox/echo"))
                        .code())
                .isEqualTo("token_not_trusted");
        long removing = System.nanoTime();
        admin.workloadTrusts.remove(admin.organization, trust.id());
        Poll.until(FETCHED, () -> job.chat(GatewayClient.body("sandbox/echo")).status(), status -> status == 401);
        System.out.printf(
                "Measured: removed trust's token refused %d ms after%n", (System.nanoTime() - removing) / 1_000_000);
    }

    @Test
    void managesWithAJobsTokenAndWithAManagementKeyWhichCallsNoModel() {
        ServiceAccount account = body(admin.serviceAccounts
                .create(admin.organization, null, new CreateServiceAccount("deploy " + UUID.randomUUID(), null))
                .getBody());
        admin.grants.create(
                admin.organization, null, new CreateRoleGrant("service_account", account.id(), "auditor", null, null));
        WorkloadTrust trust = trust("deploy " + UUID.randomUUID(), null, account.id());
        String token = issuer.token(trust.audience(), SUBJECT);
        String secret = body(admin.serviceAccounts
                        .issueKey(admin.organization, account.id(), null, new IssueManagementKey("CI", null))
                        .getBody())
                .secret();

        Poll.until(FETCHED, () -> keys(token), status -> status == 200);
        assertThat(keys(secret)).isEqualTo(200);

        GatewayClient.Answer refused = house.client(secret).chat(GatewayClient.body("sandbox/echo"));
        Poll.until(
                FETCHED,
                () -> house.client(secret)
                        .chat(GatewayClient.body("sandbox/echo"))
                        .code(),
                "key_is_management"::equals);
        assertThat(refused.status()).isIn(401, 403);
        assertThat(keys(house.key)).isEqualTo(403);
        assertThat(house.client(token).chat(GatewayClient.body("sandbox/echo")).status())
                .isEqualTo(401);
        assertThat(house.everythingLogged())
                .doesNotContain(secret.substring(22))
                .doesNotContain(token);
    }

    private WorkloadTrust trust(String name, @Nullable UUID keyId, @Nullable UUID accountId) {
        return body(admin.workloadTrusts
                .create(
                        admin.organization,
                        null,
                        new CreateWorkloadTrust(name, issuer.url(), null, null, "repo:acme/shop:*", keyId, accountId))
                .getBody());
    }

    private int keys(String bearer) {
        URI uri = house.adminApi.resolve("/admin/v1/organizations/" + admin.organization + "/keys");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + bearer)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static <T> T body(@Nullable T body) {
        return Objects.requireNonNull(body, "no body");
    }
}
