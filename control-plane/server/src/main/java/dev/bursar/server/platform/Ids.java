package dev.bursar.server.platform;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** New ids: UUID version 7 (RFC 9562), so that rows of one time lie together. Any thread. */
public final class Ids {
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Clock clock;
    private final SecureRandom random;

    public Ids(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    public UUID next() {
        long high = clock.millis() << 16 | VERSION | random.nextInt(1 << 12);
        long low = random.nextLong() & (-1L >>> 2) | VARIANT;
        return new UUID(high, low);
    }
}
