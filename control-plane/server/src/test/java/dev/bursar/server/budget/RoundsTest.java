package dev.bursar.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final int MOST = 3;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<List<String>> made = new ConcurrentLinkedQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final Rounds<String, String, String> rounds = new Rounds<>(MOST, this::work);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** "slow" waits for the test, "bad" fails. */
    private List<String> work(String line, List<String> calls) {
        made.add(calls);
        if (calls.contains("slow")) {
            begun.countDown();
            await(goesOn);
        }
        if (calls.contains("bad")) {
            throw new IllegalArgumentException("bad");
        }
        return calls.stream().map(call -> line + ":" + call).toList();
    }

    @Test
    void answersWhoeverIsAloneAtOnce() {
        assertThat(rounds.ask("a", "one")).isEqualTo("a:one");
        assertThat(rounds.ask("a", "two")).isEqualTo("a:two");

        assertThat(made).containsExactly(List.of("one"), List.of("two"));
        assertThat(rounds.lines()).isZero();
    }

    @Test
    void takesTogetherWhoComesMeanwhileInTheirOrderAndNoMoreThanARoundHolds() throws Exception {
        List<Future<String>> answers = asWhileOneIsSlow("1", "2", "3", "4", "5");

        assertThat(results(answers)).containsExactly("a:slow", "a:1", "a:2", "a:3", "a:4", "a:5");
        assertThat(made).containsExactly(List.of("slow"), List.of("1", "2", "3"), List.of("4", "5"));
        assertThat(rounds.lines()).isZero();
    }

    @Test
    void letsNobodyFailByAnothersFault() throws Exception {
        List<Future<String>> answers = asWhileOneIsSlow("1", "bad", "3", "4");

        assertThat(results(List.of(answers.get(1), answers.get(3), answers.get(4))))
                .containsExactly("a:1", "a:3", "a:4");
        assertThatThrownBy(() -> answers.get(2).get()).hasRootCauseMessage("bad");
        assertThat(rounds.lines()).isZero();
    }

    @Test
    void goesOnAfterWhoFailsAlone() throws Exception {
        assertThatThrownBy(() -> rounds.ask("a", "bad")).hasMessage("bad");

        assertThat(rounds.ask("a", "good")).isEqualTo("a:good");
        assertThat(rounds.lines()).isZero();
    }

    @Test
    void letsLinesPassEachOther() throws Exception {
        Future<String> slow = threads.submit(() -> rounds.ask("a", "slow"));
        await(begun);

        assertThat(rounds.ask("b", "fast")).isEqualTo("b:fast");
        assertThat(slow).isNotDone();
        goesOn.countDown();
        assertThat(slow.get()).isEqualTo("a:slow");
    }

    /** They come one after another while the line's first round is under way. */
    private List<Future<String>> asWhileOneIsSlow(String... calls) {
        List<Future<String>> answers = new ArrayList<>();
        answers.add(threads.submit(() -> rounds.ask("a", "slow")));
        await(begun);
        for (String call : calls) {
            int before = rounds.waiting("a");
            answers.add(threads.submit(() -> rounds.ask("a", call)));
            while (rounds.waiting("a") == before) {
                Thread.onSpinWait();
            }
        }
        goesOn.countDown();
        return answers;
    }

    private static List<String> results(List<Future<String>> answers) throws ExecutionException, InterruptedException {
        List<String> results = new ArrayList<>();
        for (Future<String> answer : answers) {
            results.add(answer.get());
        }
        return results;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
