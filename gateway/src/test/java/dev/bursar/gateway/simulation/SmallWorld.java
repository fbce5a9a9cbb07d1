package dev.bursar.gateway.simulation;

import dev.bursar.policy.budget.LeaseAccount;
import dev.bursar.policy.budget.LeaseTerms;
import dev.bursar.policy.budget.PeriodAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Two nodes, one hard budget of two worst cases and a bit, and somebody who decides what happens next: a request, what
 * becomes of a message, a crash, or that time passes. Made of the same parts as every other run.
 */
final class SmallWorld {
    /** What can be decided. */
    enum Kind {
        ASK,
        DELIVER,
        LOSE,
        REPEAT,
        CRASH,
        /** Answers end, usage is reported. */
        WAIT,
        /** Calls time out, leases expire and are given up; a period ends. */
        WAIT_LONG;

        boolean isFault() {
            return this == LOSE || this == REPEAT || this == CRASH;
        }
    }

    /**
     * What a history may have.
     *
     * @param faults messages lost or repeated, and crashes, together
     * @param periodMillis of the budget; 0: one without end
     */
    record Bounds(int requests, int faults, int waits, long periodMillis) {}

    /** @param of which node or message */
    record Choice(Kind kind, int of) {}

    private static final long WORST_CASE = 1_000;
    private static final long TEMPLATE = 256;
    private static final long INPUT = 44;
    private static final long WAIT_MILLIS = 260;
    private static final long WAIT_LONG_MILLIS = 4_600;
    private static final long SETTLE_MILLIS = 4_000;

    private final VirtualTime time = new VirtualTime(House.START_MILLIS);
    private final Letters letters = new Letters(time);
    private final Map<Kind, Integer> used = new EnumMap<>(Kind.class);
    private final Simulation run;
    private final Bounds bounds;

    SmallWorld(Bounds bounds, Path disk, Parts parts) {
        this.bounds = bounds;
        Tally tally = new Tally();
        run = new Simulation(
                scenario(bounds.periodMillis()),
                new Simulation.World(time, tally, letters, () -> 0, () -> 0),
                Disks.in(disk, "none"),
                parts);
        run.start();
        time.pass(1);
        while (letters.underWay() > 0) {
            letters.deliver(0);
            time.pass(1);
        }
    }

    private static Scenario scenario(long periodMillis) {
        House house = new House(false);
        house.key(List.of(house.level(true, 0, 2 * WORST_CASE + 300, periodMillis)));
        return new Scenario(
                house,
                2,
                0,
                0,
                new LeaseTerms(Duration.ofMillis(3_000), Duration.ofMillis(1_000), Duration.ofMillis(2_000)),
                Scenario.properties(Duration.ofMillis(1_000), Duration.ofMillis(1_000)),
                0,
                false);
    }

    /** What can happen next. */
    List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (isAllowed(kind)) {
                for (int of = 0; of < possible(kind); of++) {
                    choices.add(new Choice(kind, of));
                }
            }
        }
        return choices;
    }

    private boolean isAllowed(Kind kind) {
        int before = used.getOrDefault(kind, 0);
        return switch (kind) {
            case ASK -> before < bounds.requests();
            case DELIVER -> true;
            case LOSE, REPEAT, CRASH -> faults() < bounds.faults();
            case WAIT -> before < bounds.waits();
            case WAIT_LONG -> before < 1;
        };
    }

    private int faults() {
        int sum = 0;
        for (Map.Entry<Kind, Integer> one : used.entrySet()) {
            sum += one.getKey().isFault() ? one.getValue() : 0;
        }
        return sum;
    }

    private int possible(Kind kind) {
        return switch (kind) {
            case ASK -> used.isEmpty() ? 1 : run.slots.size();
            case CRASH -> run.slots.size();
            case DELIVER, LOSE, REPEAT -> letters.underWay();
            case WAIT, WAIT_LONG -> 1;
        };
    }

    void take(Choice choice) {
        int before = used.merge(choice.kind(), 1, Integer::sum) - 1;
        switch (choice.kind()) {
            case ASK -> ask(run.slots.get(choice.of()), before);
            case DELIVER -> letters.deliver(choice.of());
            case LOSE -> letters.lose(choice.of());
            case REPEAT -> letters.repeat(choice.of());
            case CRASH -> {
                run.crash(run.slots.get(choice.of()), false);
                run.boot(run.slots.get(choice.of()));
            }
            case WAIT -> time.pass(WAIT_MILLIS);
            case WAIT_LONG -> time.pass(WAIT_LONG_MILLIS);
        }
        time.pass(1);
    }

    /** Every second one leaves in doubt what it cost. */
    private void ask(Simulation.Slot slot, int before) {
        VirtualCall.End end = before % 2 == 0 ? VirtualCall.End.COUNTED : VirtualCall.End.UNCOUNTED;
        VirtualNode node = slot.running();
        if (node != null) {
            node.request(
                    run.scenario.house().keys.getFirst(),
                    new VirtualCall.Ask(INPUT, WORST_CASE - TEMPLATE - INPUT, 0.3, 100, false, end));
        }
    }

    /** From here on nothing is in the way: every nano must be accounted for. */
    void end() {
        letters.free();
        Runner.settle(run, SETTLE_MILLIS);
    }

    /** The same for states from which the same can follow. */
    long fingerprint() {
        Trace all = new Trace();
        used.forEach((kind, times) -> all.add(100L * kind.ordinal() + times));
        all.add(time.nowMicros());
        for (long due : time.due()) {
            all.add(due);
        }
        all.add(letters.fingerprint());
        run.books.periods().values().forEach(period -> add(all, period));
        run.books.leases().values().forEach(lease -> add(all, lease));
        run.slots.forEach(slot -> add(all, slot));
        return all.hash();
    }

    private static void add(Trace all, PeriodAccount period) {
        all.add(period.window().start().toEpochMilli());
        all.add(period.account().settledNanos());
        all.add(period.account().leasedNanos());
        all.add(period.account().inDoubtNanos());
    }

    private static void add(Trace all, LeaseAccount lease) {
        all.add(lease.id());
        all.add(lease.state().ordinal());
        all.add(lease.grantedNanos());
        all.add(lease.settledNanos());
        all.add(lease.inDoubtNanos());
        all.add(lease.givenUpNanos());
        all.add(lease.returnedNanos());
        all.add(lease.expiresAt().toEpochMilli());
    }

    private static void add(Trace all, Simulation.Slot slot) {
        all.add(slot.lives.size());
        VirtualNode node = slot.running();
        if (node != null) {
            node.addTo(all);
        }
    }
}
