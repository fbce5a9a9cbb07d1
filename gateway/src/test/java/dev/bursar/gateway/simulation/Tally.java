package dev.bursar.gateway.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What happened in a run, or in many, in numbers. */
final class Tally {
    /** A request that was refused for want of money. @param wantedNanos its worst case */
    record RefusedCall(long atMillis, String code, long wantedNanos) {}

    final List<RefusedCall> refusals = new ArrayList<>();
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    long asked;
    long admitted;
    long refused;
    long unavailable;
    long cut;
    long orphaned;
    long longestWaitMillis;
    private long events;

    long nextEvent() {
        return ++events;
    }

    void refuse(RefusedCall call) {
        refused++;
        refusals.add(call);
    }

    void happened(Fault fault) {
        faults.merge(fault, 1L, Long::sum);
    }

    long count(Fault fault) {
        return faults.getOrDefault(fault, 0L);
    }

    /** The numbers of another run too, without its single refusals. */
    void add(Tally other) {
        asked += other.asked;
        admitted += other.admitted;
        refused += other.refused;
        unavailable += other.unavailable;
        cut += other.cut;
        orphaned += other.orphaned;
        longestWaitMillis = Math.max(longestWaitMillis, other.longestWaitMillis);
        other.faults.forEach((fault, times) -> faults.merge(fault, times, Long::sum));
    }

    @Override
    public String toString() {
        return asked + " asked, " + admitted + " admitted, " + refused + " refused, " + unavailable + " not checked, "
                + cut + " cut, " + orphaned + " orphaned, longest wait " + longestWaitMillis + " ms; " + faults;
    }
}
