package dev.bursar.gateway.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A machine's clock: the time, and how wrong it is. */
final class NodeClock extends Clock {
    private final VirtualTime time;
    private long wrongByMillis;

    NodeClock(VirtualTime time) {
        this.time = time;
    }

    void jumpTo(long millisAhead) {
        wrongByMillis = millisAhead;
    }

    long wrongByMillis() {
        return wrongByMillis;
    }

    @Override
    public long millis() {
        return time.nowMillis() + wrongByMillis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
