package dev.bursar.e2e;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what another process will do, no longer than it may take. */
final class Poll {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Poll() {}

    /** The first value that fits. Fails with the last one after the limit. */
    static <T> T until(Duration limit, Supplier<T> value, Predicate<T> fits) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            T current = value.get();
            if (fits.test(current)) {
                return current;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + limit.toSeconds() + " s; last: " + current);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
