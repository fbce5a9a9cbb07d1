package dev.bursar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One organization that asks too much, or whose question takes too long, costs the others nothing. */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StarvationTest {
    private static final int AT_ONCE = 2;

    private final TestDatabase database;
    private final DemoServer server;

    StarvationTest(TestDatabase database) {
        this.database = database;
        this.server = DemoServer.start(
                database,
                Map.of(
                        "bursar.database.limits.statement", "3s",
                        "bursar.database.limits.lock", "60s",
                        "bursar.turnstile.per-organization", String.valueOf(AT_ONCE),
                        "bursar.turnstile.per-caller", "50",
                        "bursar.turnstile.waiting", "2",
                        "bursar.turnstile.longest-wait", "100ms"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void breaksOffAStatementThatTakesTooLong() {
        Client admin = server.as("admin@acme.test");
        String keys = "/admin/v1/organizations/" + server.acme() + "/keys";
        Answer answer = whileHeld("LOCK TABLE api_key IN ACCESS EXCLUSIVE MODE", () -> admin.get(keys));
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("query_timeout");
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(answer.body()).doesNotContain("SQL", "api_key");
        assertThat(admin.get(keys).status()).isEqualTo(200);
    }

    @Test
    void boundsWhatOneOrganizationHasUnderWayAndServesTheOthers() {
        Client globex = server.as("admin@globex.test");
        String theirs = "/admin/v1/organizations/" + server.globex();
        List<Answer> answers = whileHeld(
                "SELECT 1 FROM organization WHERE organization_id = '" + server.acme() + "' FOR UPDATE", () -> {
                    List<CompletableFuture<Answer>> flood = flood(12);
                    CompletableFuture.anyOf(flood.toArray(CompletableFuture[]::new))
                            .join();
                    assertThat(globex.get(theirs + "/keys").status()).isEqualTo(200);
                    assertThat(globex.patch(theirs, "{\"name\":\"Globex\"}").status())
                            .isEqualTo(200);
                    return flood.stream().map(CompletableFuture::join).toList();
                });
        List<Answer> refused = answers.stream().filter(a -> a.status() == 429).toList();
        assertThat(refused).hasSizeGreaterThanOrEqualTo(12 - 2 * AT_ONCE);
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.code()).isEqualTo("organization_busy");
            assertThat(answer.header("retry-after")).isEqualTo("1");
        });
        assertThat(answers).extracting(Answer::status).allMatch(status -> status == 429 || status == 503);
        assertThat(server.as("admin@acme.test")
                        .get("/admin/v1/organizations/" + server.acme())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void boundsWhatAnIdentityProviderHasUnderWay() {
        Client scim = server.withToken(server.as("admin@acme.test")
                .post("/admin/v1/organizations/" + server.acme() + "/scim/tokens", "{\"name\":\"flood\"}")
                .json()
                .path("secret")
                .asString());
        String users = "/scim/v2/" + server.acme() + "/Users";
        String user = scim.send(
                        "POST",
                        users,
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"flooded\"}",
                        Map.of("content-type", "application/scim+json"))
                .json()
                .path("id")
                .asString();

        List<Answer> answers = whileHeld("SELECT 1 FROM member WHERE member_id = '" + user + "' FOR UPDATE", () -> {
            List<CompletableFuture<Answer>> flood =
                    flood(12, () -> scim.send("DELETE", users + "/" + user, null, Map.of()));
            CompletableFuture.anyOf(flood.toArray(CompletableFuture[]::new)).join();
            assertThat(server.as("admin@acme.test")
                            .get("/admin/v1/organizations/" + server.acme() + "/keys")
                            .status())
                    .as("its people find a place, too")
                    .isEqualTo(200);
            assertThat(server.as("admin@globex.test")
                            .get("/admin/v1/organizations/" + server.globex() + "/keys")
                            .status())
                    .isEqualTo(200);
            return flood.stream().map(CompletableFuture::join).toList();
        });

        List<Answer> refused = answers.stream().filter(a -> a.status() == 429).toList();
        assertThat(refused).hasSizeGreaterThanOrEqualTo(12 - 2 * AT_ONCE);
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.header("content-type")).startsWith("application/scim+json");
            assertThat(answer.header("retry-after")).isEqualTo("1");
        });
        assertThat(scim.get(users).status()).as("places are given back").isEqualTo(200);
    }

    @Test
    void countsNoRequestsOfStrangersAsAnOrganizationsOwn() {
        Client stranger = server.as("admin@globex.test");
        String acme = "/admin/v1/organizations/" + server.acme();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> strangers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                strangers.add(CompletableFuture.supplyAsync(
                        () -> stranger.get(acme + "/keys").status(), threads));
            }
            assertThat(server.as("member@acme.test").get(acme + "/keys").status())
                    .isEqualTo(200);
            assertThat(strangers).allSatisfy(status -> assertThat(status.join()).isEqualTo(404));
        }
    }

    private List<CompletableFuture<Answer>> flood(int requests) {
        Client admin = server.as("admin@acme.test");
        return flood(requests, () -> admin.patch("/admin/v1/organizations/" + server.acme(), "{\"name\":\"Acme\"}"));
    }

    private static List<CompletableFuture<Answer>> flood(int requests, Supplier<Answer> request) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        List<CompletableFuture<Answer>> flood = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            flood.add(CompletableFuture.supplyAsync(request, threads));
        }
        threads.shutdown();
        return flood;
    }

    /** While somebody else holds a lock. */
    private <T> T whileHeld(String lock, Supplier<T> work) {
        return database.asOwner(owner -> owner.transactionResult(tx -> {
            DSLContext sql = tx.dsl();
            sql.execute("SELECT set_config('bursar.organization', ?, true)", server.acme());
            sql.execute(lock);
            return work.get();
        }));
    }
}
