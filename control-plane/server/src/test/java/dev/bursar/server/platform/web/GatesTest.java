package dev.bursar.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GatesTest {
    @Test
    void letsSoManyInAtOnceAndNoMoreWait() {
        Gates gates = new Gates(2, 0, Duration.ofMinutes(1));
        assertThat(gates.enter("acme")).isTrue();
        assertThat(gates.enter("acme")).isTrue();
        assertThat(gates.enter("acme")).isFalse();
        assertThat(gates.enter("globex")).isTrue();
        gates.leave("acme");
        assertThat(gates.enter("acme")).isTrue();
    }

    @Test
    void letsInWhoWaitedWhenSomebodyLeaves() throws Exception {
        Gates gates = new Gates(1, 1, Duration.ofMinutes(1));
        assertThat(gates.enter("acme")).isTrue();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> waiting = threads.submit(() -> gates.enter("acme"));
            gates.leave("acme");
            assertThat(waiting.get()).isTrue();
        }
    }

    @Test
    void givesUpWaitingInTime() {
        Gates gates = new Gates(1, 5, Duration.ofMillis(10));
        assertThat(gates.enter("acme")).isTrue();
        assertThat(gates.enter("acme")).isFalse();
    }

    @Test
    void remembersNobodyWhoIsGone() throws Exception {
        Gates gates = new Gates(3, 100, Duration.ofMinutes(1));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 2_000; i++) {
                threads.submit(() -> {
                    if (gates.enter("acme")) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        inside.decrementAndGet();
                        gates.leave("acme");
                    }
                });
            }
        }
        assertThat(most.get()).isBetween(1, 3);
        assertThat(gates.remembered()).isZero();
    }
}
