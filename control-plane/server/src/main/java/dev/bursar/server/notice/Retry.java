package dev.bursar.server.notice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long to wait after which attempt; after the last one a delivery has failed. */
final class Retry {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6));

    /** All in all. */
    static final int MOST_ATTEMPTS = WAITS.size() + 1;

    private Retry() {}

    /** @param attempts made, 1 or more */
    static Optional<Duration> after(int attempts) {
        return attempts < MOST_ATTEMPTS ? Optional.of(WAITS.get(attempts - 1)) : Optional.empty();
    }
}
