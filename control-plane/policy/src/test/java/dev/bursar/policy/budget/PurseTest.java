package dev.bursar.policy.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PurseTest {
    @Test
    void holdsTheWholeAmountOrNothing() {
        Purse purse = new Purse();
        purse.add(10);

        assertThat(purse.tryHold(11)).isFalse();
        assertThat(purse.freeNanos()).isEqualTo(10);
        assertThat(purse.tryHold(10)).isTrue();
        assertThat(purse.freeNanos()).isZero();
    }

    @Test
    void aHoldOfNothingAlwaysFits() {
        assertThat(new Purse().tryHold(0)).isTrue();
    }

    @Test
    void takesBackNoMoreThanIsFree() {
        Purse purse = new Purse();
        purse.add(10);
        assertThat(purse.tryHold(7)).isTrue();

        assertThat(purse.takeBack(100)).isEqualTo(3);
        assertThat(purse.takeBack(100)).isZero();
    }

    @Test
    void admitsExactlyTheGrantedAmountToAThousandAtOnce() throws InterruptedException {
        Purse purse = new Purse();
        purse.add(333);
        AtomicLong admitted = new AtomicLong();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                awaitQuietly(start);
                if (purse.tryHold(1)) {
                    admitted.incrementAndGet();
                }
            }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(admitted).hasValue(333);
        assertThat(purse.freeNanos()).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
