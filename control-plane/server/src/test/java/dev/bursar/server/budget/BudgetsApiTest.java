package dev.bursar.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.nodeapi.v1.AcquireLeasesRequest;
import dev.bursar.nodeapi.v1.LeaseWish;
import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.publication.Fleet;
import dev.bursar.server.publication.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets as a script sees them. */
@WithDemoServer
class BudgetsApiTest {
    private static final String ADMIN = "admin@acme.test";

    private final DemoServer server;
    private final DemoServer.Client admin;
    private final String budgets;

    BudgetsApiTest(DemoServer server) {
        this.server = server;
        this.admin = server.as(ADMIN);
        this.budgets = "/admin/v1/organizations/" + server.acme() + "/budgets";
    }

    @Test
    void createsShowsRenamesAndArchivesABudget() {
        Answer created = create("Spring term", "25.50");
        String one = budgets + "/" + id(created);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("etag")).isEqualTo("\"1\"");
        assertThat(created.json().path("limit").path("nanos").asLong()).isEqualTo(25_500_000_000L);
        assertThat(created.json().path("free").path("usd").asString()).isEqualTo("25.50");
        assertThat(created.json().path("hard").asBoolean()).isTrue();

        Answer updated =
                admin.send("PATCH", one, "{\"name\":\"Summer term\",\"limitUsd\":\"30\"}", Map.of("if-match", "\"1\""));
        assertThat(updated.json().path("name").asString()).isEqualTo("Summer term");
        assertThat(updated.json().path("limit").path("usd").asString()).isEqualTo("30.00");
        assertThat(updated.header("etag")).isEqualTo("\"2\"");

        Answer stale = admin.send("PATCH", one, "{\"name\":\"x\"}", Map.of("if-match", "\"1\""));
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.code()).isEqualTo("version_mismatch");

        assertThat(admin.post(one + "/archive", null).json().path("state").asString())
                .isEqualTo("archived");
        assertThat(admin.patch(one, "{\"name\":\"y\"}").code()).isEqualTo("budget_archived");
        assertThat(auditActions(id(created))).containsExactly("budget.archived", "budget.updated", "budget.created");
    }

    @Test
    void refusesToArchiveWhileAGatewayHoldsItsMoney() {
        String id = id(create("Held", "10"));
        lease(UUID.fromString(id));

        Answer refused = admin.post(budgets + "/" + id + "/archive", null);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("budget_has_money_held");
        var leases = admin.get(budgets + "/" + id + "/leases").json().path("items");
        assertThat(leases).hasSize(1);
        assertThat(leases.path(0).path("granted").path("usd").asString()).isEqualTo("1.00");
        assertThat(admin.get(budgets + "/" + id).json().path("held").path("usd").asString())
                .isEqualTo("1.00");
    }

    @Test
    void listsTheOrganizationsOwnFirstThenTheNewestPageByPage() {
        String key = admin.post(
                        "/admin/v1/organizations/" + server.acme() + "/keys",
                        "{\"name\":\"capped\",\"capUsd\":\"1\",\"capPeriod\":\"day\"}")
                .json()
                .path("key")
                .path("id")
                .asString();
        create("Later", "5");

        List<String> scopes = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            var page = admin.get(budgets + "?size=2" + (next.isEmpty() ? "" : "&cursor=" + next))
                    .json();
            page.path("items").forEach(item -> {
                scopes.add(item.path("scope").asString());
                ids.add(item.path("id").asString());
            });
            next = page.path("next").isNull() ? "" : page.path("next").asString();
        } while (!next.isEmpty());

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(scopes.lastIndexOf("organization")).isLessThan(scopes.indexOf("key"));
        var ofKey = admin.get(budgets + "?scope=key").json().path("items");
        assertThat(ofKey)
                .anySatisfy(item -> assertThat(item.path("scopeId").asString()).isEqualTo(key));
    }

    @Test
    void givesARetriedCreationItsFirstAnswer() {
        String body = body("Once", "5");
        Map<String, String> header = Map.of("idempotency-key", "retry-" + UUID.randomUUID());

        Answer first = admin.send("POST", budgets, body, header);
        Answer again = admin.send("POST", budgets, body, header);

        assertThat(id(again)).isEqualTo(id(first));
        assertThat(admin.send("POST", budgets, body("Other", "5"), header).status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    organization | month   | -1            | amount_malformed
                    organization | month   | 1e3           | amount_malformed
                    organization | month   | 0.0000000001  | amount_too_fine
                    organization | month   | 99999999999   | amount_too_large
                    organization | month   | 9223372036.9  | amount_too_large
                    organization | month   | $5            | amount_malformed
                    organization | month   | 5 EUR         | amount_malformed
                    organization | month   | 5,00          | amount_malformed
                    organization | month   | NaN           | amount_malformed
                    organization | century | 1             | validation_failed
                    galaxy       | month   | 1             | validation_failed
                    key          | month   | 1             | not_null
                    """)
    void saysWhatIsWrongWithABudget(String scope, String period, String limit, String code) {
        Answer answer = admin.post(
                budgets,
                "{\"name\":\"b\",\"scope\":\"" + scope + "\",\"period\":\"" + period + "\",\"limitUsd\":\"" + limit
                        + "\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void knowsNothingOfAnotherOrganizationsBudgetsAndKeys() {
        String theirs = "/admin/v1/organizations/" + server.globex();
        String theirBudget = id(server.as("admin@globex.test").post(theirs + "/budgets", body("Theirs", "1")));

        assertThat(admin.get(budgets + "/" + theirBudget).status()).isEqualTo(404);
        assertThat(admin.patch(budgets + "/" + theirBudget, "{\"name\":\"mine\"}")
                        .status())
                .isEqualTo(404);
        assertThat(admin.post(budgets + "/" + theirBudget + "/archive", null).status())
                .isEqualTo(404);
        assertThat(admin.get(budgets + "/" + theirBudget + "/leases").status()).isEqualTo(404);
        assertThat(admin.get(theirs + "/budgets").status()).isEqualTo(404);
        Answer foreignKey = admin.post(
                budgets,
                "{\"name\":\"b\",\"scope\":\"key\",\"scopeId\":\"" + UUID.randomUUID()
                        + "\",\"period\":\"day\",\"limitUsd\":\"1\"}");
        assertThat(foreignKey.code()).isEqualTo("scope_unknown");
    }

    private Answer create(String name, String limitUsd) {
        return admin.post(budgets, body(name, limitUsd));
    }

    private static String body(String name, String limitUsd) {
        return "{\"name\":\"" + name + "\",\"scope\":\"organization\",\"period\":\"month\",\"limitUsd\":\"" + limitUsd
                + "\"}";
    }

    private void lease(UUID budget) {
        Fleet fleet = server.bean(Fleet.class);
        Node node = fleet.admit("api-test-" + UUID.randomUUID());
        server.bean(Leases.class)
                .acquire(
                        node,
                        AcquireLeasesRequest.newBuilder()
                                .setEpoch(fleet.openEpoch(node, "1", ""))
                                .setRequestId(1)
                                .setOrganizationId(server.acme())
                                .addWishes(LeaseWish.newBuilder()
                                        .setBudgetId(budget.toString())
                                        .setLeastNanos(1_000_000_000L))
                                .build());
    }

    private List<String> auditActions(String budgetId) {
        List<String> actions = new ArrayList<>();
        admin.get("/admin/v1/organizations/" + server.acme() + "/audit?resourceKind=budget&resourceId=" + budgetId)
                .json()
                .path("items")
                .forEach(entry -> actions.add(entry.path("action").asString()));
        return actions;
    }

    private static String id(Answer answer) {
        return answer.json().path("id").asString();
    }
}
