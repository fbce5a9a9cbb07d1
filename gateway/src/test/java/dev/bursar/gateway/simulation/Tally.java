package dev.bursar.gateway.simulation;

import java.util.EnumMap;
import java.util.Map;

/** What happened in a run, or in many, in numbers. */
final class Tally {
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    long asked;
    long admitted;
    /** With less output than they asked for. */
    long clamped;

    long refused;
    long unavailable;
    long cut;
    long orphaned;
    long longestWaitMillis;
    private long events;

    long nextEvent() {
        return ++events;
    }

    void happened(Fault fault) {
        faults.merge(fault, 1L, Long::sum);
    }

    long count(Fault fault) {
        return faults.getOrDefault(fault, 0L);
    }

    /** The numbers of another run too. */
    void add(Tally other) {
        asked += other.asked;
        admitted += other.admitted;
        clamped += other.clamped;
        refused += other.refused;
        unavailable += other.unavailable;
        cut += other.cut;
        orphaned += other.orphaned;
        longestWaitMillis = Math.max(longestWaitMillis, other.longestWaitMillis);
        other.faults.forEach((fault, times) -> faults.merge(fault, times, Long::sum));
    }

    @Override
    public String toString() {
        return asked + " asked, " + admitted + " admitted (" + clamped + " clamped), " + refused + " refused, "
                + unavailable + " not checked, " + cut + " cut, " + orphaned + " orphaned, longest wait "
                + longestWaitMillis + " ms; " + faults;
    }
}
