package dev.bursar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.testing.Chat;
import dev.bursar.gateway.testing.House;
import dev.bursar.gateway.testing.TestNode;
import dev.bursar.gateway.testing.TestPolicy;
import dev.bursar.nodeapi.v1.AtCap;
import dev.bursar.nodeapi.v1.BudgetPolicy;
import dev.bursar.nodeapi.v1.Price;
import dev.bursar.nodeapi.v1.UsageEvent;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What budgets say beyond their limit: for which models, what happens at the cap, who bears what. */
class BudgetRulesTest {
    private static final Map<String, String> IMPATIENT = Map.of("admission.wait-at-cap", "300ms");
    private static final String MODEL_BUDGET = "budget-gpt";

    @Test
    void passesOnlyTheBudgetsThatApplyToTheModel() {
        try (House house = House.open(10_000_000_000L, IMPATIENT)) {
            BudgetPolicy ofModels = TestPolicy.budgetPolicy(MODEL_BUDGET, "key", true).toBuilder()
                    .addModels("openai/*")
                    .build();
            house.controlPlane.ledger().open(ofModels, 50);
            house.controlPlane.publish(house.policy(2)
                    .with(policy -> policy.addBudgets(ofModels))
                    .with(policy -> policy.getKeysBuilderList().forEach(key -> key.addBudgetIds(MODEL_BUDGET)))
                    .build());
            house.node.awaitRevision(2);

            HttpResponse<String> refused = house.chat.ask(house.key, House.MODEL, "hi");
            HttpResponse<String> served = house.chat.ask(house.key, "sandbox/echo", "hi");

            assertThat(refused.statusCode()).isEqualTo(402);
            assertThat(refused.body()).contains("\"budget_id\":\"budget-gpt\"", "\"models\":[\"openai/*\"]");
            assertThat(served.statusCode()).as(served.body()).isEqualTo(200);
            house.awaitEvents(2);
            assertThat(eventOf(house, "sandbox/echo").getChargesList())
                    .noneMatch(charge -> charge.getBudgetId().equals(MODEL_BUDGET));
        }
    }

    @Test
    void showsBeforeAnythingIsRefusedWhichBudgetIsTightest() {
        try (House house = House.open(50, IMPATIENT)) {
            publish(house, 2, budget -> budget.setAtCap(AtCap.AT_CAP_ASK));

            String shown = house.chat.get("/v1/key", house.key.reveal()).body();
            String refused = house.chat.ask(house.key, House.MODEL, "hi").body();

            assertThat(shown).contains("\"tightest\":\"budget-key\"");
            String object = shown.substring(shown.lastIndexOf("{\"level\":\"key\""), shown.lastIndexOf("}]}}"));
            assertThat(object)
                    .contains("\"remaining\":0.00000005")
                    .contains("\"ask_url\":\"https://ask.example/acme\"")
                    .contains("\"at_cap\":\"ask\"");
            assertThat(refused)
                    .contains(object + ",\"needed\":0.00")
                    .contains("Ask for more with POST /v1/key/requests.");
        }
    }

    @Test
    void servesWithTheNamedModelWhereTheBudgetDoesNotCoverTheOther() {
        try (House house = House.open(100_000, IMPATIENT)) {
            publish(house, 2, budget -> budget.setAtCap(AtCap.AT_CAP_DOWNGRADE).setDowngradeModel("openai/small"));

            HttpResponse<String> response =
                    house.chat.post(house.key.reveal(), Chat.body(House.MODEL, "hi", ",\"max_tokens\":4000"));

            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(house.header(response, "x-bursar-downgraded-from")).isEqualTo(House.MODEL);
            assertThat(house.header(response, "x-bursar-model")).isEqualTo("openai/small");
            assertThat(house.provider.requests().getFirst()).contains("\"model\":\"openai/small\"");
            house.awaitEvents(1);
            assertThat(house.controlPlane.events().getFirst().getModel()).isEqualTo("openai/small");
            assertThat(house.account().settledNanos()).isEqualTo(150);
            assertThat(house.heldNanos()).isZero();
        }
    }

    @Test
    void refusesWhereTheOtherModelIsNotAllowedNotCheaperOrNotThere() {
        for (String other : new String[] {"openai/dear", House.MODEL, "openai/absent", "openai/unpriced"}) {
            try (House house = House.open(50, IMPATIENT)) {
                publish(
                        house,
                        2,
                        budget -> budget.setAtCap(AtCap.AT_CAP_DOWNGRADE).setDowngradeModel(other));

                HttpResponse<String> response = house.chat.ask(house.key, House.MODEL, "hi");

                assertThat(response.statusCode()).as(other).isEqualTo(402);
                assertThat(house.provider.requests()).isEmpty();
            }
        }
        try (House house = House.open(50, IMPATIENT)) {
            house.controlPlane.publish(rules(
                            house,
                            2,
                            budget -> budget.setAtCap(AtCap.AT_CAP_DOWNGRADE).setDowngradeModel("openai/small"))
                    .with(policy -> policy.getKeysBuilderList().forEach(key -> key.addModels(House.MODEL)))
                    .build());
            house.node.awaitRevision(2);

            assertThat(house.chat.ask(house.key, House.MODEL, "hi").statusCode())
                    .isEqualTo(402);
        }
    }

    @Test
    void refusesWhereTheOtherModelDoesNotFitEither() {
        try (House house = House.open(1, IMPATIENT)) {
            publish(house, 2, budget -> budget.setAtCap(AtCap.AT_CAP_DOWNGRADE).setDowngradeModel("openai/small"));

            HttpResponse<String> response = house.chat.ask(house.key, House.MODEL, "hi");

            assertThat(response.statusCode()).isEqualTo(402);
            house.awaitEvents(1);
            assertThat(house.controlPlane.events()).hasSize(1);
            assertThat(house.controlPlane.events().getFirst().getModel()).isEqualTo(House.MODEL);
        }
    }

    @Test
    void chargesACreditOnlyTheFeeOfACallOnTheOrganizationsOwnContract() {
        try (House house = House.open(1_000_000, IMPATIENT)) {
            house.controlPlane.publish(rules(
                            house,
                            2,
                            budget -> budget.setCredit(budget.getBudgetId().equals(House.KEY_BUDGET)))
                    .with(policy -> policy.getProvidersBuilderList().forEach(one -> one.setOwnContract(true)))
                    .with(policy -> policy.getOrganizationsBuilder(0).setOwnCredentialFeeBasisPoints(333))
                    .build());
            house.node.awaitRevision(2);

            HttpResponse<String> response = house.chat.ask(house.key, House.MODEL, "hi");

            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(response.body()).contains("\"is_byok\":true");
            house.awaitEvents(1);
            UsageEvent event = house.controlPlane.events().getFirst();
            assertThat(event.getCharges(0).getSettledNanos()).isEqualTo(15_000);
            assertThat(event.getCharges(1).getSettledNanos()).isEqualTo(500);
            assertThat(house.heldNanos()).isZero();
        }
    }

    @Test
    void holdsNothingOfACreditWhereTheFeeIsNothing() {
        try (House house = House.open(0, IMPATIENT)) {
            house.controlPlane.publish(rules(
                            house,
                            2,
                            budget -> budget.setCredit(budget.getBudgetId().equals(House.KEY_BUDGET)))
                    .with(policy -> policy.getProvidersBuilderList().forEach(one -> one.setOwnContract(true)))
                    .build());
            house.node.awaitRevision(2);

            assertThat(house.chat.ask(house.key, House.MODEL, "hi").statusCode())
                    .isEqualTo(200);
            house.awaitEvents(1);
            assertThat(house.controlPlane.events().getFirst().getChargesList()).hasSize(1);
        }
    }

    @Test
    void namesTheModelAndTheBudgetWhereAPriceIsMissing() {
        try (House house = House.open()) {
            HttpResponse<String> response = house.chat.ask(house.key, "sandbox/unpriced", "hi");

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body())
                    .contains("model_unpriced", "\\\"sandbox/unpriced\\\"", "organization \\\"budget-org\\\"");
        }
    }

    @Test
    void returnsIdleMoneyWhenItIsRecalledAndKeepsNoneForAWhile() {
        try (House house = House.open()) {
            house.chat.ask(house.key, House.MODEL, "hi");
            TestNode.await("the settlement", () -> house.account().settledNanos() == 15_000);
            assertThat(house.account().leasedNanos()).isPositive();

            house.controlPlane.recall(House.KEY_BUDGET);
            TestNode.await("the return", () -> house.account().leasedNanos() == 0);
            house.chat.ask(house.key, House.MODEL, "hi");

            TestNode.await(
                    "the second return",
                    () -> house.account().leasedNanos() == 0 && house.account().settledNanos() == 30_000);
            assertThat(house.controlPlane.ledger().account(House.ORG_BUDGET).leasedNanos())
                    .isPositive();
        }
    }

    private static UsageEvent eventOf(House house, String model) {
        return house.controlPlane.events().stream()
                .filter(event -> event.getModel().equals(model))
                .findFirst()
                .orElseThrow();
    }

    private static void publish(House house, long revision, Consumer<BudgetPolicy.Builder> change) {
        house.controlPlane.publish(rules(house, revision, change).build());
        house.node.awaitRevision(revision);
    }

    private static TestPolicy rules(House house, long revision, Consumer<BudgetPolicy.Builder> change) {
        return house.policy(revision)
                .budgets(change)
                .with(policy -> policy.getOrganizationsBuilder(0).setAskUrl("https://ask.example/acme"))
                .alsoModel("openai/unpriced", model -> model.clearPrice())
                .alsoModel("openai/dear", model -> model.setPrice(price(2 * TestPolicy.NANOS_PER_MILLION)))
                .alsoModel("openai/small", model -> model.setPrice(price(TestPolicy.NANOS_PER_MILLION / 100)));
    }

    private static Price.Builder price(long perMillion) {
        return TestPolicy.price().toBuilder()
                .setInputPerMillion(perMillion)
                .setOutputPerMillion(perMillion)
                .setCacheReadPerMillion(perMillion)
                .setCacheWritePerMillion(perMillion);
    }
}
