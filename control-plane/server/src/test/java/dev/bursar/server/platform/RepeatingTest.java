package dev.bursar.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RepeatingTest {
    private final CountDownLatch times = new CountDownLatch(3);

    @Test
    void goesOnAfterAFailureUntilItIsStopped() throws InterruptedException {
        Repeating work = new Repeating("work", Duration.ofMillis(1)) {
            @Override
            protected void once() {
                times.countDown();
                throw new IllegalStateException("every time");
            }
        };
        assertThat(work.isRunning()).isFalse();

        work.start();
        try {
            assertThat(times.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(work.isRunning()).isTrue();
        } finally {
            work.stop();
        }

        assertThat(work.isRunning()).isFalse();
    }
}
