package dev.bursar.gateway.simulation;

import java.util.function.Supplier;

/** A promise that was broken. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(String sentence) {
        super(sentence);
    }

    static void unless(boolean holds, String sentence) {
        if (!holds) {
            throw new Violation(sentence);
        }
    }

    static void unless(boolean holds, Supplier<String> sentence) {
        if (!holds) {
            throw new Violation(sentence.get());
        }
    }
}
