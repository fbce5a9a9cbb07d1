package dev.bursar.gateway.simulation;

import com.google.protobuf.MessageLite;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Carries messages between a node and the control plane: late, twice, out of order or never. */
final class Network implements Carrier {
    private static final long QUICK_MICROS = 2_000;
    private static final long LATE_MICROS = 6_000_000;

    private final VirtualTime time;
    private final RandomGenerator random;
    private final Tally tally;
    private final Map<Way, Long> newest = new HashMap<>();
    private double lost;
    private double late;
    private double twice;
    private long sent;

    /** One direction of a line. */
    private record Way(int line, boolean up) {}

    Network(VirtualTime time, RandomGenerator random, Tally tally) {
        this.time = time;
        this.random = random;
        this.tally = tally;
    }

    /** Shares of messages. */
    void degrade(double lostShare, double lateShare, double twiceShare) {
        lost = lostShare;
        late = lateShare;
        twice = twiceShare;
    }

    @Override
    public void up(Line line, MessageLite message, Runnable arrives) {
        carry(line, true, arrives);
    }

    @Override
    public void down(Line line, Optional<MessageLite> message, Runnable arrives) {
        carry(line, false, arrives);
    }

    private void carry(Line line, boolean up, Runnable arrives) {
        int copies = 1;
        if (random.nextDouble() < twice) {
            copies = 2;
            tally.happened(Fault.DUPLICATED);
        }
        long number = ++sent;
        for (int i = 0; i < copies; i++) {
            if (random.nextDouble() >= lost) {
                time.afterMicros(300 + random.nextLong(slowness()), () -> arrive(line, up, number, arrives));
            } else {
                tally.happened(Fault.LOST);
            }
        }
    }

    private long slowness() {
        if (random.nextDouble() < late) {
            tally.happened(Fault.DELAYED);
            return LATE_MICROS;
        }
        return QUICK_MICROS;
    }

    private void arrive(Line line, boolean up, long number, Runnable arrives) {
        if (up ? line.upCut : line.downCut) {
            tally.happened(
                    line.upCut && line.downCut
                            ? Fault.PARTITION
                            : up ? Fault.ONE_WAY_LOSS_UP : Fault.ONE_WAY_LOSS_DOWN);
            return;
        }
        if (newest.merge(new Way(line.number, up), number, Math::max) > number) {
            tally.happened(Fault.REORDERED);
        }
        arrives.run();
    }
}
