package dev.bursar.gateway.simulation;

import dev.bursar.policy.budget.PeriodAccount;
import java.util.random.RandomGenerator;

/** What goes wrong in a run, one after the other and at once. */
final class Faults {
    private static final long DAY_MILLIS = 86_400_000;

    private final Simulation run;
    private final Network network;
    private final RandomGenerator random;
    private boolean over;

    Faults(Simulation run, Network network) {
        this.run = run;
        this.network = network;
        this.random = run.random;
    }

    void start() {
        if (run.scenario.faultEveryMillis() > 0) {
            next();
        }
    }

    /** Whatever is broken works again. */
    void heal() {
        over = true;
        network.degrade(0, 0, 0);
        run.controlPlane.slowDown(0);
        run.controlPlane.start();
        for (Simulation.Slot slot : run.slots) {
            slot.line.upCut = false;
            slot.line.downCut = false;
            slot.clock.jumpTo(0);
            slot.twins.forEach(VirtualNode::die);
            if (slot.running() == null) {
                run.boot(slot);
            }
        }
    }

    private void next() {
        run.time.afterMillis(200 + random.nextLong(2 * run.scenario.faultEveryMillis()), () -> {
            if (!over) {
                strike(run.slots.get(random.nextInt(run.slots.size())));
                next();
            }
        });
    }

    private void strike(Simulation.Slot slot) {
        switch (random.nextInt(14)) {
            case 0 -> crash(slot, true);
            case 1 -> crash(slot, random.nextBoolean());
            case 2 -> cut(slot, true, true);
            case 3 -> cut(slot, true, false);
            case 4 -> cut(slot, false, true);
            case 5 -> degrade();
            case 6 -> jump(slot);
            case 7 -> slow();
            case 8 -> restartControlPlane();
            case 9 -> crashWhileCutOff(slot);
            case 10 -> startTwin(slot);
            default -> changeLimit();
        }
    }

    private void later(long atMostMillis, Runnable what) {
        run.time.afterMillis(1 + random.nextLong(atMostMillis), () -> {
            if (!over) {
                what.run();
            }
        });
    }

    private void crash(Simulation.Slot slot, boolean keepsDisk) {
        run.crash(slot, keepsDisk);
        later(random.nextInt(3) == 0 ? 50 : 8_000, () -> {
            if (slot.running() == null) {
                run.boot(slot);
            }
        });
    }

    /** With usage that nobody has heard of yet. */
    private void crashWhileCutOff(Simulation.Slot slot) {
        cut(slot, true, random.nextBoolean());
        later(3_000, () -> crash(slot, random.nextInt(4) > 0));
    }

    /** Somebody thought that the process was gone. */
    private void startTwin(Simulation.Slot slot) {
        VirtualNode old = slot.running();
        if (old != null) {
            run.startTwin(slot, old);
            later(10_000, old::die);
        }
    }

    private void cut(Simulation.Slot slot, boolean up, boolean down) {
        slot.line.upCut |= up;
        slot.line.downCut |= down;
        later(random.nextInt(3) == 0 ? 40_000 : 6_000, () -> {
            slot.line.upCut = false;
            slot.line.downCut = false;
        });
    }

    private void degrade() {
        network.degrade(random.nextDouble() * 0.4, random.nextDouble() * 0.3, random.nextDouble() * 0.3);
        later(15_000, () -> network.degrade(0, 0, 0));
    }

    private void jump(Simulation.Slot slot) {
        long[] jumps = {DAY_MILLIS, -DAY_MILLIS, 5_000, -5_000, 60_000, -60_000};
        slot.clock.jumpTo(jumps[random.nextInt(jumps.length)]);
        later(15_000, () -> slot.clock.jumpTo(0));
    }

    private void slow() {
        run.controlPlane.slowDown(3_000_000);
        later(6_000, () -> run.controlPlane.slowDown(0));
    }

    private void restartControlPlane() {
        run.controlPlane.die();
        later(5_000, run.controlPlane::start);
    }

    private void changeLimit() {
        House.Level level = run.scenario
                .house()
                .levels
                .get(random.nextInt(run.scenario.house().levels.size()));
        long limit = (long) (level.limitNanos() * (0.3 + random.nextDouble() * 1.2));
        PeriodAccount after = run.controlPlane.commit(() -> {
            PeriodAccount changed = run.treasury.changeLimit(run.books, level.id(), limit, run.controlPlane.now());
            run.books.inner().limit(level.id(), limit);
            return changed;
        });
        boolean below = after.account().committedNanos() > limit;
        run.tally.happened(
                below
                        ? Fault.LIMIT_BELOW_COMMITTED
                        : limit < level.limitNanos() ? Fault.LIMIT_LOWERED : Fault.LIMIT_RAISED);
    }
}
