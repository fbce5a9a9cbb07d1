package dev.bursar.server.testing;

import java.util.Arrays;
import java.util.Locale;

/** Measures a step again and again, after a while that does not count, and prints half and 99 in 100. */
public final class Speed {
    private Speed() {}

    /** One measured step. @param i how many were before it */
    public interface Step {
        void run(int i);
    }

    public static void measure(String what, int times, Step step) {
        for (int i = 0; i < times / 4; i++) {
            step.run(i);
        }
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long started = System.nanoTime();
            step.run(i);
            nanos[i] = System.nanoTime() - started;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.4f ms, 99%% %.4f ms%n",
                what,
                nanos[times / 2] / 1e6,
                nanos[times * 99 / 100] / 1e6);
    }
}
