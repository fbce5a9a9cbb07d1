package dev.bursar.server.budget.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.WithDemoServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests for more as people see them. */
@WithDemoServer
class BudgetRequestsApiTest {
    private final DemoServer server;
    private final Client admin;
    private final Client finance;
    private final Client teamAdmin;
    private final Client member;
    private final String organization;
    private final String requests;
    private String budget = "";

    BudgetRequestsApiTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.finance = server.as("finance@acme.test");
        this.teamAdmin = server.as("teamadmin@acme.test");
        this.member = server.as("member@acme.test");
        this.organization = "/admin/v1/organizations/" + server.acme();
        this.requests = organization + "/budget-requests";
    }

    @BeforeEach
    void memberHasAKeyAndABudget() {
        String key = member.post(organization + "/keys", "{\"name\":\"work\"}")
                .json()
                .path("key")
                .path("id")
                .asString();
        budget = admin.post(
                        organization + "/budgets",
                        "{\"name\":\"Lab\",\"scope\":\"key\",\"scopeId\":\"" + key
                                + "\",\"period\":\"month\",\"limitUsd\":\"10\"}")
                .json()
                .path("id")
                .asString();
    }

    @Test
    void raisesTheBudgetWhenAnOwnerApproves() {
        Answer asked = ask(member, "5.50");
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        assertThat(asked.header("etag")).isEqualTo("\"1\"");
        assertThat(asked.json().path("state").asString()).isEqualTo("open");
        assertThat(asked.json().path("approvalsNeeded").asInt()).isEqualTo(1);
        assertThat(asked.json().path("mayApprove").asBoolean()).isFalse();
        String one = requests + "/" + id(asked);
        assertThat(finance.get(one).json().path("mayApprove").asBoolean()).isTrue();

        Answer approved = finance.post(one + "/approve", "{\"answer\":\"Go on.\"}");

        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        assertThat(approved.json().path("state").asString()).isEqualTo("approved");
        assertThat(approved.json().path("answer").asString()).isEqualTo("Go on.");
        assertThat(approved.header("etag")).isEqualTo("\"2\"");
        assertThat(limitInForce()).isEqualTo(15_500_000_000L);
        assertThat(auditActions(id(asked))).containsExactly("budget_request.approved", "budget_request.asked");
        assertThat(teamAdmin.post(one + "/approve", "{}").code()).isEqualTo("request_not_open");
        assertThat(limitInForce()).isEqualTo(15_500_000_000L);
    }

    @Test
    void needsTwoDifferentApproversAboveTheThreshold() {
        String one = requests + "/" + id(ask(member, "1000.000000001"));

        Answer first = finance.post(one + "/approve", "{}");
        assertThat(first.json().path("state").asString()).isEqualTo("open");
        assertThat(first.json().path("approvalsNeeded").asInt()).isEqualTo(2);
        assertThat(first.json().path("mayApprove").asBoolean()).isFalse();
        Answer again = finance.post(one + "/approve", "{}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("approved_before");
        assertThat(limitInForce()).isEqualTo(10_000_000_000L);

        Answer second = admin.post(one + "/approve", "{}");

        assertThat(second.json().path("state").asString()).isEqualTo("approved");
        assertThat(second.json().path("votes")).hasSize(2);
        assertThat(limitInForce()).isEqualTo(1_010_000_000_001L);
    }

    @Test
    void refusesAnApprovalOfOnesOwnRequest() {
        String one = requests + "/" + id(ask(finance, "5"));

        Answer own = finance.post(one + "/approve", "{}");

        assertThat(own.status()).isEqualTo(403);
        assertThat(own.code()).isEqualTo("own_request");
        assertThat(finance.get(one).json().path("mayApprove").asBoolean()).isFalse();
        assertThat(limitInForce()).isEqualTo(10_000_000_000L);
    }

    @Test
    void letsTheBudgetsOwnerAnswerWithoutAnyOtherRight() {
        server.database().asOwner(owner -> {
            owner.transaction(tx -> {
                tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", server.acme());
                tx.dsl()
                        .execute(
                                "UPDATE budget SET owner_member_id = ?::uuid WHERE budget_id = ?::uuid",
                                memberId("member@acme.test"),
                                budget);
            });
            return true;
        });
        String one = requests + "/" + id(ask(finance, "5"));

        assertThat(ids(member.get(requests + "?budgetId=" + budget))).hasSize(1);
        assertThat(member.get(one).json().path("mayApprove").asBoolean()).isTrue();
        assertThat(member.post(one + "/approve", "{}").json().path("state").asString())
                .isEqualTo("approved");
    }

    @Test
    void refusesAnApprovalByWhoMayNotChangeBudgets() {
        String one = requests + "/" + id(ask(member, "5"));

        Answer instructor = server.as("instructor@acme.test").post(one + "/approve", "{}");

        assertThat(instructor.status()).isEqualTo(403);
        assertThat(instructor.code()).isEqualTo("action_missing");
        assertThat(server.as("auditor@acme.test").post(one + "/approve", "{}").status())
                .isEqualTo(403);
    }

    @Test
    void letsTwoApproversAtOnceRaiseOnlyOnce() throws Exception {
        String one = requests + "/" + id(ask(member, "5"));

        try (var threads = Executors.newFixedThreadPool(3)) {
            List<Callable<Answer>> approvals = new ArrayList<>();
            for (Client client : List.of(admin, finance, teamAdmin)) {
                approvals.add(() -> client.post(one + "/approve", "{}"));
            }
            List<Integer> statuses = new ArrayList<>();
            for (var answer : threads.invokeAll(approvals)) {
                statuses.add(answer.get().status());
            }
            assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409);
        }
        assertThat(limitInForce()).isEqualTo(15_000_000_000L);
    }

    @Test
    void declinesAndTakesBack() {
        String declined = requests + "/" + id(ask(member, "5"));
        String withdrawn = requests + "/" + id(ask(member, "6"));

        assertThat(admin.post(declined + "/decline", "{\"answer\":\"Not now.\"}")
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("declined");
        assertThat(finance.post(withdrawn + "/withdraw", null).code()).isEqualTo("not_own_request");
        assertThat(member.post(withdrawn + "/withdraw", null)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("withdrawn");
        assertThat(admin.post(withdrawn + "/approve", "{}").code()).isEqualTo("request_not_open");
        assertThat(limitInForce()).isEqualTo(10_000_000_000L);
    }

    @Test
    void showsPeopleTheirOwnAndReadersAll() {
        String mine = id(ask(member, "5"));
        String theirs = id(ask(finance, "5"));

        assertThat(ids(member.get(requests + "?state=open"))).contains(mine).doesNotContain(theirs);
        assertThat(member.get(requests + "/" + theirs).status()).isEqualTo(404);
        assertThat(ids(admin.get(requests + "?state=open&budgetId=" + budget))).containsExactly(theirs, mine);
        assertThat(admin.get(requests + "?budgetId=" + budget + "&size=1")
                        .json()
                        .path("next")
                        .isNull())
                .isFalse();
        assertThat(admin.get(requests + "?state=lost").status()).isEqualTo(400);
    }

    @Test
    void refusesWhoSpendsNothingFromTheBudget() {
        String others = admin.post(
                        organization + "/budgets",
                        "{\"name\":\"Admin's\",\"scope\":\"member\",\"scopeId\":\"" + memberId("admin@acme.test")
                                + "\",\"period\":\"month\",\"limitUsd\":\"10\"}")
                .json()
                .path("id")
                .asString();
        String body = body(others, "5");

        assertThat(member.post(requests, body).status()).isEqualTo(404);
        assertThat(server.as("instructor@acme.test").post(requests, body).code())
                .isEqualTo("not_a_holder");
        assertThat(member.post(requests, body(UUID.randomUUID().toString(), "5"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void refusesADirectRaiseAboveTheThresholdByOnePerson() {
        String one = organization + "/budgets/" + budget;

        Answer refused = admin.patch(one, "{\"limitUsd\":\"1010.01\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("four_eyes_needed");
        assertThat(limitInForce()).isEqualTo(10_000_000_000L);
        assertThat(admin.patch(one, "{\"limitUsd\":\"1010\"}").status()).isEqualTo(200);
        assertThat(admin.patch(one, "{\"limitUsd\":\"1\"}").status()).isEqualTo(200);
    }

    @Test
    void refusesSeveralRaisesByOnePersonThatTogetherPassTheThreshold() {
        String one = organization + "/budgets/" + budget;
        assertThat(admin.patch(one, "{\"limitUsd\":\"610\"}").status()).isEqualTo(200);
        String topUp = "{\"kind\":\"top_up\",\"amountUsd\":\"500\",\"reason\":\"more\"}";

        Answer together = admin.post(one + "/adjustments", topUp);

        assertThat(together.status()).isEqualTo(403);
        assertThat(together.code()).isEqualTo("four_eyes_needed");
        assertThat(together.json().path("detail").asString()).contains("You raised it by 600.00 USD already.");
        assertThat(limitInForce()).isEqualTo(610_000_000_000L);
        assertThat(finance.post(one + "/adjustments", topUp).status()).isEqualTo(201);
    }

    @Test
    void needsASecondApproverWhereTheFirstApprovedMuchOfTheBudgetLately() {
        String first = requests + "/" + id(ask(member, "600"));
        String second = requests + "/" + id(ask(member, "600"));
        assertThat(finance.post(first + "/approve", "{}").json().path("state").asString())
                .isEqualTo("approved");

        Answer alone = finance.post(second + "/approve", "{}");

        assertThat(alone.json().path("state").asString()).isEqualTo("open");
        assertThat(alone.json().path("approvalsNeeded").asInt()).isEqualTo(2);
        assertThat(limitInForce()).isEqualTo(610_000_000_000L);
        assertThat(admin.post(second + "/approve", "{}").json().path("state").asString())
                .isEqualTo("approved");
        assertThat(limitInForce()).isEqualTo(1_210_000_000_000L);
    }

    @Test
    void givesARetriedRequestItsFirstAnswer() {
        Map<String, String> header = Map.of("idempotency-key", "ask-" + UUID.randomUUID());

        Answer first = member.send("POST", requests, body(budget, "5"), header);
        Answer again = member.send("POST", requests, body(budget, "5"), header);

        assertThat(id(again)).isEqualTo(id(first));
        assertThat(member.send("POST", requests, body(budget, "6"), header).status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0            | because | 2099-01-01T00:00:00Z | amount_is_zero
                    -1           | because | 2030-01-01T00:00:00Z | amount_malformed
                    1            | ''      | 2030-01-01T00:00:00Z | validation_failed
                    1            | because | 2020-01-01T00:00:00Z | until_not_in_future
                    1            | because | 9999-01-01T00:00:00Z | until_not_in_future
                    99999999999  | because | 2030-01-01T00:00:00Z | amount_too_large
                    """)
    void saysWhatIsWrongWithARequest(String amount, String reason, String until, String code) {
        Answer answer = member.post(
                requests,
                "{\"budgetId\":\"" + budget + "\",\"amountUsd\":\"" + amount + "\",\"reason\":\"" + reason
                        + "\",\"until\":\"" + until + "\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
    }

    private Answer ask(Client client, String usd) {
        return client.post(requests, body(budget, usd));
    }

    private static String body(String budget, String usd) {
        return "{\"budgetId\":\"" + budget + "\",\"amountUsd\":\"" + usd + "\",\"reason\":\"The thesis is due.\"}";
    }

    private long limitInForce() {
        return server.database()
                .asOwner(owner -> owner.transactionResult(tx -> {
                    tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", server.acme());
                    var row = tx.dsl()
                            .fetchOne(
                                    "SELECT coalesce(p.limit_nanos, b.limit_nanos) FROM budget b LEFT JOIN budget_period p"
                                            + " USING (organization_id, budget_id) WHERE b.budget_id = ?::uuid",
                                    budget);
                    return row == null ? -1L : row.get(0, Long.class);
                }));
    }

    private String memberId(String email) {
        for (var item : admin.get(organization + "/members?size=200").json().path("items")) {
            if (item.path("email").asString().equals(email)) {
                return item.path("id").asString();
            }
        }
        throw new IllegalArgumentException(email);
    }

    private List<String> auditActions(String requestId) {
        List<String> actions = new ArrayList<>();
        admin.get(organization + "/audit?resourceKind=budget_request&resourceId=" + requestId)
                .json()
                .path("items")
                .forEach(entry -> actions.add(entry.path("action").asString()));
        return actions;
    }

    private static List<String> ids(Answer answer) {
        List<String> ids = new ArrayList<>();
        answer.json().path("items").forEach(item -> ids.add(item.path("id").asString()));
        return ids;
    }

    private static String id(Answer answer) {
        return answer.json().path("id").asString();
    }
}
