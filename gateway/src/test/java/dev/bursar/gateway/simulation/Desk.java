package dev.bursar.gateway.simulation;

import com.google.protobuf.MessageLite;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * A control plane that can work on so many calls at once and takes its time for each. It works on every call that came,
 * also when the node has given up waiting.
 */
final class Desk implements Carrier {
    private static final long WAY_MICROS = 500;

    private final VirtualTime time;
    private final long serviceMicros;
    private final PriorityQueue<Long> freeAt = new PriorityQueue<>();

    Desk(VirtualTime time, int atOnce, long serviceMicros) {
        this.time = time;
        this.serviceMicros = serviceMicros;
        for (int i = 0; i < atOnce; i++) {
            freeAt.add(0L);
        }
    }

    @Override
    public void up(Line line, MessageLite message, Runnable arrives) {
        long begins = Math.max(time.nowMicros() + WAY_MICROS, freeAt.remove());
        freeAt.add(begins + serviceMicros);
        time.afterMicros(begins + serviceMicros - time.nowMicros(), arrives);
    }

    @Override
    public void down(Line line, Optional<MessageLite> message, Runnable arrives) {
        time.afterMicros(WAY_MICROS, arrives);
    }

    /** How long a call that comes now would wait. */
    long waitMillis() {
        Long soonest = freeAt.peek();
        return soonest == null ? 0 : Math.max(0, soonest - time.nowMicros()) / 1000;
    }
}
