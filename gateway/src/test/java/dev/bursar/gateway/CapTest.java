package dev.bursar.gateway;

import static dev.bursar.gateway.testing.ScriptedProvider.withLength;
import static dev.bursar.gateway.testing.ScriptedProvider.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.testing.Chat;
import dev.bursar.gateway.testing.House;
import dev.bursar.gateway.testing.TestNode;
import dev.bursar.gateway.testing.TestPolicy;
import dev.bursar.nodeapi.v1.Outcome;
import dev.bursar.policy.budget.Account;
import dev.bursar.policy.key.KeyText;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Money near its end: never past a cap, never refused without a reason, never free where it cannot be checked. */
class CapTest {
    private static final Map<String, String> IMPATIENT = Map.of("admission.wait-at-cap", "300ms");

    @Test
    void neverPassesTheCapWithAThousandRequestsAtOnce() throws Exception {
        // One answer costs 15,000; a request of these holds about 850,000: the cap covers 600 answers.
        try (House house = House.open(9_000_000L, Map.of("admission.wait-at-cap", "20s"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String body = Chat.body(House.MODEL, "hi", ",\"max_tokens\":500");
            CountDownLatch together = new CountDownLatch(1);
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                answers.add(threads.submit(() -> {
                    together.await();
                    return house.chat.post(house.key.reveal(), body).statusCode();
                }));
            }
            together.countDown();
            int served = 0;
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(200, 402);
                served += answer.get() == 200 ? 1 : 0;
            }

            int expected = served;
            TestNode.await("all settled", () -> house.account().settledNanos() == expected * 15_000L);
            assertThat(served * 15_000L).isBetween(9_000_000L * 85 / 100, 9_000_000L);
            assertThat(house.account().committedNanos()).isLessThanOrEqualTo(9_000_000L);
            assertThat(house.heldNanos()).isZero();
        }
    }

    @Test
    void refusesWithTheReasonWhenTheBudgetIsSpent() {
        try (House house = House.open(50L, IMPATIENT)) {
            HttpResponse<String> response = house.chat.ask(house.key, House.MODEL, "hi");

            assertThat(response.statusCode()).isEqualTo(402);
            assertThat(response.headers().firstValue("retry-after")).isEmpty();
            assertThat(response.body())
                    .contains("\"code\":\"budget_exhausted\"")
                    .contains("\"type\":\"insufficient_quota\"")
                    .contains("\"level\":\"key\",\"budget\":\"budget-key\",\"limit\":0.00000005,\"spent\":0.00")
                    .contains("\"owner\":\"finance@acme.example\"")
                    .contains("\"how_to_ask\":");
            house.awaitEvents(1);
            assertThat(house.controlPlane.events().getFirst().getOutcome()).isEqualTo(Outcome.OUTCOME_REFUSED);
            assertThat(house.controlPlane.events().getFirst().getErrorCode()).isEqualTo("budget_exhausted");
        }
    }

    @Test
    void clampsMaxTokensToWhatIsAffordable() {
        try (House house = House.open(600_000L, IMPATIENT)) {
            HttpResponse<String> response = house.chat.ask(house.key, House.MODEL, "hi");

            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            long clamped = Long.parseLong(house.header(response, "x-bursar-max-tokens-clamped"));
            assertThat(clamped).isBetween(100L, 400L);
            assertThat(house.provider.requests().getFirst()).contains("{\"max_tokens\":" + clamped + ",\"model\":");
        }
    }

    @Test
    void clampsWhatTheCallerSetInPlace() {
        try (House house = House.open(400_000L, IMPATIENT)) {
            HttpResponse<String> response =
                    house.chat.post(house.key.reveal(), Chat.body(House.MODEL, "hi", ",\"max_tokens\":9000"));

            String clamped = house.header(response, "x-bursar-max-tokens-clamped");
            assertThat(house.provider.requests().getFirst()).contains(",\"max_tokens\":" + clamped + "}");
        }
    }

    @Test
    void waitsForMoneyThatAnotherRequestHolds() throws Exception {
        try (House house = House.open(1_000_000L, Map.of("admission.wait-at-cap", "10s"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch arrived = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            house.provider.script((client, request, out) -> {
                arrived.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                write(out, dev.bursar.gateway.testing.ScriptedProvider.json("hello"));
            });
            String body = Chat.body(House.MODEL, "hi", ",\"max_tokens\":500");
            Future<HttpResponse<String>> first = threads.submit(() -> house.chat.post(house.key.reveal(), body));
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            Future<HttpResponse<String>> second = threads.submit(() -> house.chat.post(house.key.reveal(), body));
            assertThat(house.provider.requests()).hasSize(1);
            TestNode.await("a refused grant", () -> house.node.gateway().waitingRequests(House.KEY_BUDGET) == 1);
            release.countDown();

            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(second.get().statusCode()).as(second.get().body()).isEqualTo(200);
            assertThat(Long.parseLong(house.header(second.get(), "x-bursar-waited-ms")))
                    .isPositive();
        }
    }

    @Test
    void refusesWhatMayCostAnything() {
        try (House house = House.open()) {
            house.controlPlane.publish(house.policy(2)
                    .with(policy -> policy.addModels(policy.getModelsBuilderList()
                            .getLast()
                            .clone()
                            .setModel("openai/endless")
                            .setContextTokens(0)
                            .setMaxOutputTokens(0)
                            .setProviderId("provider-1")
                            .setPrice(TestPolicy.price())))
                    .build());
            house.node.awaitRevision(2);
            String file =
                    "{\"model\":\"openai/endless\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\","
                            + "\"file\":{\"file_id\":\"f\"}}]}]}";

            assertThat(house.chat.post(house.key.reveal(), file).body()).contains("request_unbounded");
            HttpResponse<String> clamped = house.chat.ask(house.key, "openai/endless", "hi");
            assertThat(clamped.statusCode()).isEqualTo(200);
            assertThat(house.header(clamped, "x-bursar-max-tokens-clamped")).isEqualTo("4096");
        }
    }

    @Test
    void failsClosedWhenTheBudgetCannotBeChecked() {
        try (House house = House.open(10_000_000_000L, IMPATIENT)) {
            house.controlPlane.leasesDown(true);

            HttpResponse<String> response = house.chat.ask(house.key, House.MODEL, "hi");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).contains("budget_unverifiable");
            assertThat(house.provider.requests()).isEmpty();
        }
    }

    @Test
    void servesOnFromItsLeasesWhileTheControlPlaneIsDown() {
        try (House house = House.open()) {
            house.chat.ask(house.key, House.MODEL, "hi");
            house.controlPlane.leasesDown(true);
            house.controlPlane.usageDown(true);

            for (int i = 0; i < 20; i++) {
                assertThat(house.chat.ask(house.key, House.MODEL, "hi").statusCode())
                        .isEqualTo(200);
            }
            house.controlPlane.usageDown(false);
            house.awaitEvents(21);
            assertThat(house.account().settledNanos()).isEqualTo(21 * 15_000L);
        }
    }

    @Test
    void returnsWhatIsIdle() {
        try (House house = House.open(10_000_000_000L, Map.of("admission.lease-idle", "100ms"))) {
            house.chat.ask(house.key, House.MODEL, "hi");

            TestNode.await("the return", () -> house.account().leasedNanos() == 0);
            assertThat(house.account().settledNanos()).isEqualTo(15_000);
        }
    }

    @Test
    void returnsBeforeTheLeaseExpiresAndAsksAnew() {
        try (House house = House.open()) {
            house.controlPlane.ledger().leaseLifetime(2_500);
            house.chat.ask(house.key, House.MODEL, "hi");

            TestNode.await("the return", () -> house.account().leasedNanos() == 0);
            assertThat(house.chat.ask(house.key, House.MODEL, "hi").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void settlesAcrossTheEndOfAPeriodOnTheLeaseThatWasHeld() throws Exception {
        try (House house = House.open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            house.controlPlane.ledger().period(System.currentTimeMillis() + 2_000);
            CountDownLatch release = new CountDownLatch(1);
            house.provider.script((client, request, out) -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                write(out, dev.bursar.gateway.testing.ScriptedProvider.json("hello"));
            });
            Future<HttpResponse<String>> over = threads.submit(() -> house.chat.ask(house.key, House.MODEL, "hi"));
            TestNode.await("the hold", () -> house.heldNanos() > 0);
            long end = System.currentTimeMillis() + 2_100;
            TestNode.await("the end of the period", () -> System.currentTimeMillis() > end);
            house.controlPlane.ledger().period(0);
            release.countDown();
            over.get();
            house.chat.ask(house.key, House.MODEL, "hi");

            house.awaitEvents(2);
            List<String> leases = house.controlPlane.events().stream()
                    .map(event -> event.getCharges(1).getLeaseId())
                    .sorted()
                    .toList();
            assertThat(leases).containsExactly("lease-1:budget-key", "lease-2:budget-key");
        }
    }

    @Test
    void chargesSoftBudgetsWithoutALease() {
        try (House house = House.open()) {
            KeyText soft = TestPolicy.newKey();
            house.controlPlane.ledger().open(TestPolicy.budgetPolicy("budget-soft", "team", false), 1);
            house.controlPlane.publish(house.policy(2)
                    .budget("budget-soft", "team", false)
                    .key(soft, "budget-soft")
                    .build());
            house.node.awaitRevision(2);

            assertThat(house.chat.ask(soft, House.MODEL, "hi").statusCode()).isEqualTo(200);

            house.awaitEvents(1);
            Account account = house.controlPlane.ledger().account("budget-soft");
            assertThat(account.settledNanos()).isEqualTo(15_000);
        }
    }

    @Test
    void neverNeedsMoneyForWhatIsFree() {
        try (House house = House.open(0, IMPATIENT)) {
            house.controlPlane.publish(house.policy(2)
                    .with(policy -> policy.addModels(policy.getModelsBuilderList()
                            .getLast()
                            .clone()
                            .setModel("openai/free")
                            .setPrice(dev.bursar.nodeapi.v1.Price.newBuilder().setPriceId("free"))))
                    .build());
            house.node.awaitRevision(2);

            HttpResponse<String> response = house.chat.ask(house.key, "openai/free", "hi");

            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(house.header(response, "x-bursar-cost-usd")).isEqualTo("0.00");
        }
    }

    @Test
    void refusesUnbudgetedTrafficWhenItsPolicyIsTooOld() {
        try (House house = House.open()) {
            KeyText free = TestPolicy.newKey();
            house.controlPlane.publish(house.policy(2)
                    .key(free)
                    .with(policy -> policy.setFreshUntilMillis(System.currentTimeMillis() - 120_000))
                    .build());
            house.node.awaitRevision(2);

            assertThat(house.chat.ask(free, House.MODEL, "hi").body()).contains("policy_stale");
            assertThat(house.chat.ask(house.key, House.MODEL, "hi").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void tellsAKeyWhatItHasLeft() {
        try (House house = House.open()) {
            house.chat.ask(house.key, House.MODEL, "hi");
            house.awaitEvents(1);

            HttpResponse<String> response = house.chat.get("/api/v1/key", house.key.reveal());

            assertThat(response.body())
                    .contains("\"limit\":10.00,\"limit_remaining\":9.999985,\"usage\":0.000015")
                    .contains("\"budgets\":[{\"level\":\"organization\"")
                    .contains("\"live\":true");
        }
    }

    @Test
    void listsTheModelsOfTheKeyWithTheirPrices() {
        try (House house = House.open()) {
            assertThat(house.chat.get("/v1/models", house.key.reveal()).body())
                    .contains("\"id\":\"openai/gpt-4o-mini\"")
                    .contains("\"pricing\":{\"prompt\":\"0.000001\",\"completion\":\"0.000001\"");
        }
    }

    @Test
    void countsWhatWasCachedAtItsOwnRate() {
        try (House house = House.open()) {
            house.provider.script(
                    (client, request, out) -> write(
                            out,
                            withLength(
                                    200,
                                    "application/json",
                                    "{\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":4,\"prompt_tokens_details\":"
                                            + "{\"cached_tokens\":6},\"completion_tokens_details\":{\"reasoning_tokens\":3}}}")));

            HttpResponse<String> response = house.chat.ask(house.key, House.MODEL, "hi");

            assertThat(response.body())
                    .endsWith("\"reasoning_tokens\":3},\"cost\":0.000011,\"is_byok\":false,\"cost_details\":"
                            + "{\"upstream_inference_cost\":0.000011,\"upstream_inference_prompt_cost\":0.000007,"
                            + "\"upstream_inference_completions_cost\":0.000004}}}");
        }
    }
}
