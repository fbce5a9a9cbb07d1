package dev.bursar.gateway.simulation;

import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Carries messages between a node and the control plane: late, twice, out of order or never. */
final class Network {
    /** How one node's line behaves at the moment. */
    static final class Line {
        boolean upCut;
        boolean downCut;
    }

    private static final long QUICK_MICROS = 2_000;
    private static final long LATE_MICROS = 6_000_000;

    private final VirtualTime time;
    private final RandomGenerator random;
    private double lost;
    private double late;
    private double twice;

    Network(VirtualTime time, RandomGenerator random) {
        this.time = time;
        this.random = random;
    }

    /** Shares of messages. */
    void degrade(double lostShare, double lateShare, double twiceShare) {
        lost = lostShare;
        late = lateShare;
        twice = twiceShare;
    }

    void up(Line line, Runnable arrives) {
        carry(() -> line.upCut, arrives);
    }

    void down(Line line, Runnable arrives) {
        carry(() -> line.downCut, arrives);
    }

    private void carry(BooleanSupplier cut, Runnable arrives) {
        int copies = random.nextDouble() < twice ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (random.nextDouble() >= lost) {
                long bound = random.nextDouble() < late ? LATE_MICROS : QUICK_MICROS;
                time.afterMicros(300 + random.nextLong(bound), () -> {
                    if (!cut.getAsBoolean()) {
                        arrives.run();
                    }
                });
            }
        }
    }
}
