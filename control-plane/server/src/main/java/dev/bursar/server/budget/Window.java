package dev.bursar.server.budget;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From {@code start} until before {@code end}; null: without end. */
record Window(Instant start, @Nullable Instant end) {
    Window {
        if (end != null && !start.isBefore(end)) {
            throw new IllegalArgumentException("a window ends after it starts");
        }
    }

    boolean contains(Instant instant) {
        return !instant.isBefore(start) && (end == null || instant.isBefore(end));
    }

    /** 0: without end. */
    long endMillis() {
        return end == null ? 0 : end.toEpochMilli();
    }
}
