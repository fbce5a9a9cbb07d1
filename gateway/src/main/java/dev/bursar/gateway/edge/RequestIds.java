package dev.bursar.gateway.edge;

import java.time.Clock;
import java.util.SplittableRandom;
import java.util.UUID;

/** Makes UUIDs of version 7 (RFC 9562): unique, and in order of time where they are stored. One for each thread. */
final class RequestIds {
    private final Clock clock;
    private final SplittableRandom random;

    RequestIds(Clock clock, long seed) {
        this.clock = clock;
        this.random = new SplittableRandom(seed);
    }

    String next() {
        long high = clock.millis() << 16 | 0x7000 | random.nextLong() & 0xfff;
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
