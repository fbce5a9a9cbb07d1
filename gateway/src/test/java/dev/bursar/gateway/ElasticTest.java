package dev.bursar.gateway;

import static dev.bursar.gateway.testing.ScriptedProvider.chunk;
import static dev.bursar.gateway.testing.ScriptedProvider.done;
import static dev.bursar.gateway.testing.ScriptedProvider.event;
import static dev.bursar.gateway.testing.ScriptedProvider.streamHead;
import static dev.bursar.gateway.testing.ScriptedProvider.usage;
import static dev.bursar.gateway.testing.ScriptedProvider.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.testing.Chat;
import dev.bursar.gateway.testing.House;
import dev.bursar.gateway.testing.TestNode;
import dev.bursar.nodeapi.v1.Outcome;
import dev.bursar.nodeapi.v1.UsageEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Streams within their holds: growing slice by slice where budgets are elastic, cut where nothing is left. */
class ElasticTest {
    /** A token costs 1,000; input is bounded by about 360 tokens. */
    private static final Map<String, String> SMALL_SLICES = Map.of(
            "admission.wait-at-cap", "300ms",
            "admission.elastic-slice-tokens", "100",
            "admission.cut-reserve-tokens", "50");

    private static final String TEN_TOKENS = event("0123456789");

    @Test
    void holdsASliceAtFirstAndMoreAsTheAnswerFlows() throws Exception {
        try (House house = elastic(10_000_000_000L, true);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Steps steps = new Steps();
            house.provider.script((client, request, out) -> {
                write(out, streamHead());
                steps.play(out, 100);
                write(out, chunk(usage(20, 300)) + chunk(done()) + "0\r\n\r\n");
            });
            Future<HttpResponse<String>> answer = threads.submit(() -> stream(house, ",\"max_tokens\":4000"));
            TestNode.await("the first hold", () -> house.heldNanos() > 0);
            long first = house.heldNanos();
            steps.allow(60);
            TestNode.await("growth", () -> house.heldNanos() > first + 300_000);
            assertThat(house.heldNanos()).isLessThan(4_000_000L);
            steps.allow(40);

            assertThat(answer.get().body())
                    .contains("\"completion_tokens\":300")
                    .endsWith("data: [DONE]\n\n");
            assertThat(first).isBetween(400_000L, 600_000L);
            house.awaitEvents(1);
            assertThat(house.account().settledNanos()).isEqualTo(320_000);
            assertThat(house.heldNanos()).isZero();
        }
    }

    @Test
    void cutsTheStreamWhereNoMoreCanBeHad() {
        try (House house = elastic(800_000, true)) {
            house.provider.script((client, request, out) -> {
                write(out, streamHead());
                while (client.getInputStream().available() == 0) {
                    write(out, chunk(TEN_TOKENS));
                }
            });

            HttpResponse<String> answer = stream(house, ",\"max_tokens\":4000");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("\"finish_reason\":\"length\"")
                    .contains("\"bursar\":{\"code\":\"budget_cut\"")
                    .contains("\"estimated\":true")
                    .endsWith("data: [DONE]\n\n");
            house.awaitEvents(1);
            UsageEvent event = house.controlPlane.events().getFirst();
            assertThat(event.getOutcome()).isEqualTo(Outcome.OUTCOME_BUDGET_CUT);
            assertThat(event.getErrorCode()).isEqualTo("budget_cut");
            assertThat(event.getEstimated()).isTrue();
            assertThat(event.getCompletionTokens()).isPositive();
            assertThat(event.getCostNanos())
                    .isEqualTo(event.getCharges(1).getSettledNanos()
                            + event.getCharges(1).getInDoubtNanos());
            assertThat(event.getCharges(1).getInDoubtNanos()).isGreaterThanOrEqualTo(50_000);
            assertThat(house.account().committedNanos()).isLessThanOrEqualTo(800_000);
            assertThat(house.heldNanos()).isZero();
            TestNode.await("the provider's end", house.provider::everyConnectionIsClosed);
        }
    }

    @Test
    void goesOnWhereMoneyComesBackInTime() throws Exception {
        Map<String, String> patient = new java.util.HashMap<>(SMALL_SLICES);
        patient.put("admission.wait-at-cap", "10s");
        try (House house = elastic(1_450_000, true, patient);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicInteger calls = new AtomicInteger();
            Steps first = new Steps();
            Steps second = new Steps();
            house.provider.script((client, request, out) -> {
                Steps steps = calls.getAndIncrement() == 0 ? first : second;
                write(out, streamHead());
                steps.play(out, 40);
                write(out, chunk(usage(20, 50)) + chunk(done()) + "0\r\n\r\n");
            });
            Future<HttpResponse<String>> one = threads.submit(() -> stream(house, ",\"max_tokens\":400"));
            first.allow(39);
            TestNode.await("the first to hold all it needs", () -> house.heldNanos() > 730_000);
            Future<HttpResponse<String>> two = threads.submit(() -> stream(house, ",\"max_tokens\":400"));
            second.allow(40);
            TestNode.await("the second to wait", () -> house.node.gateway().waitingRequests(House.KEY_BUDGET) == 1);
            first.allow(1);

            assertThat(one.get().body()).doesNotContain("budget_cut");
            assertThat(two.get().body()).doesNotContain("budget_cut").contains("\"completion_tokens\":50");
        }
    }

    @Test
    void holdsTheWorstCaseWhereOneBudgetIsStrictOrNothingStreams() {
        try (House house = elastic(700_000, false)) {
            HttpResponse<String> strict = stream(house, ",\"max_tokens\":4000");
            HttpResponse<String> plain =
                    house.chat.post(house.key.reveal(), Chat.body(House.MODEL, "hi", ",\"max_tokens\":4000"));

            assertThat(house.header(strict, "x-bursar-max-tokens-clamped")).isNotNull();
            assertThat(house.header(plain, "x-bursar-max-tokens-clamped")).isNotNull();
            assertThat(house.header(plain, "x-bursar-max-tokens-asked")).isEqualTo("4000");
        }
    }

    @Test
    void cutsAProviderThatTakesNoNoticeOfTheLimit() {
        try (House house = House.open()) {
            house.provider.script((client, request, out) -> {
                write(out, streamHead());
                while (client.getInputStream().available() == 0) {
                    write(out, chunk(TEN_TOKENS));
                }
            });

            HttpResponse<String> answer = stream(house, ",\"max_tokens\":100");

            assertThat(answer.body()).contains("budget_cut").endsWith("data: [DONE]\n\n");
            house.awaitEvents(1);
            UsageEvent event = house.controlPlane.events().getFirst();
            long held =
                    event.getCharges(1).getSettledNanos() + event.getCharges(1).getInDoubtNanos();
            assertThat(event.getOutcome()).isEqualTo(Outcome.OUTCOME_BUDGET_CUT);
            assertThat(held).isBetween(300_000L, 500_000L);
            assertThat(event.getCostNanos()).isEqualTo(held);
        }
    }

    @Test
    void cutsAProviderThatByItsOwnCountPassesTheHold() {
        try (House house = House.open()) {
            house.provider.script((client, request, out) -> {
                write(out, streamHead() + chunk(TEN_TOKENS) + chunk(usage(20, 5_000)));
                while (client.getInputStream().available() == 0) {
                    write(out, chunk(TEN_TOKENS));
                }
            });

            stream(house, ",\"max_tokens\":100");

            house.awaitEvents(1);
            UsageEvent event = house.controlPlane.events().getFirst();
            assertThat(event.getOutcome()).isEqualTo(Outcome.OUTCOME_BUDGET_CUT);
            assertThat(event.getEstimated()).isFalse();
            assertThat(event.getCostNanos()).isEqualTo(5_020_000);
            assertThat(event.getCharges(1).getSettledNanos()).isLessThan(500_000);
        }
    }

    @Test
    void neverCutsAnHonestAnswerHoweverItIsCutIntoEvents() {
        try (House house = House.open()) {
            house.provider.script((client, request, out) -> {
                StringBuilder all = new StringBuilder(streamHead());
                for (int i = 0; i < 600; i++) {
                    all.append(chunk(event("x")));
                }
                write(out, all + chunk(usage(20, 100)) + chunk(done()) + "0\r\n\r\n");
            });

            assertThat(stream(house, ",\"max_tokens\":100").body()).doesNotContain("budget_cut");
        }
    }

    /** A provider that goes on only as far as it is allowed to. */
    private static final class Steps {
        private final java.util.concurrent.Semaphore allowed = new java.util.concurrent.Semaphore(0);

        void allow(int events) {
            allowed.release(events);
        }

        void play(OutputStream out, int events) throws IOException {
            for (int i = 0; i < events; i++) {
                allowed.acquireUninterruptibly();
                write(out, chunk(TEN_TOKENS));
            }
        }
    }

    private static HttpResponse<String> stream(House house, String more) {
        return house.chat.post(house.key.reveal(), Chat.body(House.MODEL, "hi", ",\"stream\":true" + more));
    }

    private static House elastic(long keyLimitNanos, boolean both) {
        return elastic(keyLimitNanos, both, SMALL_SLICES);
    }

    private static House elastic(long keyLimitNanos, boolean both, Map<String, String> settings) {
        House house = House.open(keyLimitNanos, settings);
        house.controlPlane.publish(house.policy(2)
                .budgets(
                        budget -> budget.setElastic(both || budget.getBudgetId().equals(House.KEY_BUDGET)))
                .build());
        house.node.awaitRevision(2);
        return house;
    }
}
