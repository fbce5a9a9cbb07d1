package dev.bursar.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.WithDemoServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The books as a script sees them; each test in an organization of its own. */
@WithDemoServer
class LedgerApiTest {
    private final DemoServer server;
    private final DemoServer.Client admin;
    private String ledger = "";
    private String organization = "";

    LedgerApiTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("operator@acme.test");
    }

    @BeforeEach
    void makesAnOrganization() {
        String slug = "l-" + UUID.randomUUID();
        organization = "/admin/v1/organizations/"
                + admin.post("/admin/v1/organizations", "{\"name\":\"Ledger\",\"slug\":\"" + slug + "\"}")
                        .json()
                        .path("id")
                        .asString();
        ledger = organization + "/ledger";
    }

    @Test
    void topsUpOnceHoweverOftenItIsRetriedAndShowsTheCreditBudget() {
        String body = "{\"amountUsd\":\"25.50\",\"memo\":\"Invoice 7\"}";
        Map<String, String> header = Map.of("idempotency-key", "top-up-1");
        Answer first = admin.send("POST", ledger + "/top-ups", body, header);
        Answer again = admin.send("POST", ledger + "/top-ups", body, header);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(first.json().path("sequence").asLong()).isEqualTo(1);
        assertThat(first.json().path("kind").asString()).isEqualTo("top_up");
        JsonNode budgets = admin.get(organization + "/budgets").json().path("items");
        assertThat(budgets).hasSize(1);
        assertThat(budgets.path(0).path("limit").path("usd").asString()).isEqualTo("25.50");
        assertThat(admin.get(ledger + "/entries/" + first.json().path("id").asString())
                        .json())
                .isEqualTo(first.json());
    }

    @Test
    void letsNobodyChangeOrArchiveTheCreditBudgetPastTheLedger() {
        admin.post(ledger + "/top-ups", "{\"amountUsd\":\"10\",\"memo\":\"a\"}");
        String credit = organization + "/budgets/"
                + admin.get(organization + "/budgets")
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString();

        assertThat(admin.patch(credit, "{\"limitUsd\":\"99\"}").code()).isEqualTo("budget_is_credit");
        assertThat(admin.post(credit + "/archive", null).code()).isEqualTo("budget_is_credit");
        assertThat(admin.post(ledger + "/check", null).json().path("differences"))
                .isEmpty();
    }

    @Test
    void showsBalancesThatSumToZeroEachWithItsMeaning() {
        admin.post(ledger + "/top-ups", "{\"amountUsd\":\"10\",\"memo\":\"a\"}");
        admin.post(ledger + "/corrections", "{\"amountUsd\":\"3\",\"direction\":\"less\",\"memo\":\"b\"}");
        JsonNode accounts = admin.get(ledger + "/accounts").json();

        long sum = 0;
        for (JsonNode account : accounts) {
            sum += account.path("balance").path("nanos").asLong();
            assertThat(account.path("meaning").asString()).endsWith(".");
        }
        assertThat(accounts).hasSize(9);
        assertThat(sum).isZero();
        assertThat(accounts.path(0).path("balance").path("usd").asString()).isEqualTo("10.00");
        assertThat(admin.post(ledger + "/check", null).json().path("differences"))
                .isEmpty();
        assertThat(admin.get(ledger + "/check").json().path("compared").asLong())
                .isPositive();
    }

    @Test
    void listsTheNewestFirstPageByPageAndFilters() {
        for (int i = 0; i < 3; i++) {
            admin.post(ledger + "/top-ups", "{\"amountUsd\":\"10\",\"memo\":\"t\"}");
            admin.post(ledger + "/corrections", "{\"amountUsd\":\"1\",\"direction\":\"more\",\"memo\":\"c\"}");
        }
        List<Long> sequences = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = admin.get(ledger + "/entries?size=2" + (next.isEmpty() ? "" : "&cursor=" + next))
                    .json();
            page.path("items")
                    .forEach(item -> sequences.add(item.path("sequence").asLong()));
            next = page.path("next").isNull() ? "" : page.path("next").asString();
        } while (!next.isEmpty());

        assertThat(sequences).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(items("?kind=top_up")).hasSize(3);
        assertThat(items("?account=usage")).hasSize(3);
        assertThat(items("?from=2999-01-01T00:00:00Z")).isEmpty();
        assertThat(items("?to=-999999999-01-01T00:00:00Z")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    top-ups     | {"amountUsd":"0","memo":"m"}                       | 400 | amount_zero
                    top-ups     | {"amountUsd":"-1","memo":"m"}                      | 400 | amount_malformed
                    top-ups     | {"amountUsd":"1e9","memo":"m"}                     | 400 | amount_malformed
                    top-ups     | {"amountUsd":"12 EUR","memo":"m"}                  | 400 | amount_malformed
                    top-ups     | {"amountUsd":"0.0000000001","memo":"m"}            | 400 | amount_too_fine
                    top-ups     | {"amountUsd":"1000000001","memo":"m"}              | 400 | amount_too_large
                    top-ups     | {"amountUsd":"1"}                                  | 400 | validation_failed
                    refunds     | {"amountUsd":"1","memo":"m"}                       | 409 | credits_not_free
                    corrections | {"amountUsd":"1","memo":"m","direction":"up"}      | 400 | validation_failed
                    closes      | {"month":"2026-13"}                                | 400 | validation_failed
                    closes      | {"month":"9999-12"}                                | 409 | period_open
                    """)
    void saysWhatIsWrongAndWritesNothing(String operation, String body, int status, String code) {
        Answer answer = admin.post(ledger + "/" + operation, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(items("")).isEmpty();
    }

    @Test
    void keepsCreditsAndBalancesWithinANumber() {
        assertThat(admin.post(ledger + "/top-ups", "{\"amountUsd\":\"1000000000\",\"memo\":\"m\"}")
                        .status())
                .isEqualTo(201);
        assertThat(admin.post(ledger + "/top-ups", "{\"amountUsd\":\"1\",\"memo\":\"m\"}")
                        .code())
                .isEqualTo("credits_too_large");
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(admin.post(
                    ledger + "/corrections", "{\"amountUsd\":\"1000000000\",\"direction\":\"more\",\"memo\":\"m\"}"));
        }
        assertThat(answers.getLast().status()).isEqualTo(409);
        assertThat(answers.getLast().code()).isEqualTo("balance_too_large");
    }

    @Test
    void letsFinanceWriteAnAuditorReadAndOthersNeither() {
        String acme = "/admin/v1/organizations/" + server.acme() + "/ledger";
        String body = "{\"month\":\"2020-01\"}";

        assertThat(server.as("auditor@acme.test").get(acme + "/accounts").status())
                .isEqualTo(200);
        assertThat(server.as("auditor@acme.test").post(acme + "/closes", body).status())
                .isEqualTo(403);
        for (String email : List.of("member@acme.test", "teamadmin@acme.test", "instructor@acme.test")) {
            assertThat(server.as(email).get(acme + "/entries").status()).isEqualTo(403);
        }
        assertThat(server.as("finance@acme.test").post(acme + "/closes", body).status())
                .isEqualTo(201);
        assertThat(server.as("finance@acme.test").post(acme + "/closes", body).code())
                .isEqualTo("period_closed");
        assertThat(server.as("finance@acme.test").get(ledger + "/entries").status())
                .isEqualTo(404);
    }

    private JsonNode items(String query) {
        return admin.get(ledger + "/entries" + query).json().path("items");
    }
}
