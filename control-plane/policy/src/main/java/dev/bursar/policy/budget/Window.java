package dev.bursar.policy.budget;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A period in time: from {@code start} until before {@code end}; null: without end. */
public record Window(Instant start, @Nullable Instant end) {
    public Window {
        if (end != null && !start.isBefore(end)) {
            throw new IllegalArgumentException("a window ends after it starts");
        }
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && (end == null || instant.isBefore(end));
    }

    /** Milliseconds since 1970; 0: without end. */
    public long endMillis() {
        return end == null ? 0 : end.toEpochMilli();
    }
}
