package dev.bursar.server.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** For what other threads and processes do: looks again until it is so, within a deadline. */
public final class Eventually {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = 5_000_000;

    private Eventually() {}

    public static void until(String what, BooleanSupplier isSo) {
        until(LONGEST, what, isSo);
    }

    /** For what is much work. */
    public static void until(Duration longest, String what, BooleanSupplier isSo) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + longest + ": " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
