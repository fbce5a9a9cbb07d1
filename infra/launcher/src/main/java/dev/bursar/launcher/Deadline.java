package dev.bursar.launcher;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A bounded wait for something that only shows when asked. */
record Deadline(long startNanos, Duration limit) {
    private static final long PAUSE_MILLIS = 50;

    static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime(), limit);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Whether the condition came true in time. */
    boolean await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (elapsed().compareTo(limit) > 0) {
                return false;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new LauncherException("Interrupted.", interrupted);
            }
        }
        return true;
    }
}
