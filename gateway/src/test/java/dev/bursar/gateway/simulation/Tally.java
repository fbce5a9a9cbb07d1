package dev.bursar.gateway.simulation;

import java.util.ArrayList;
import java.util.List;

/** What happened in a run, in numbers. */
final class Tally {
    /** A request that was refused for want of money. @param wantedNanos its worst case */
    record RefusedCall(long atMillis, String code, long wantedNanos) {}

    final List<RefusedCall> refusals = new ArrayList<>();
    long asked;
    long admitted;
    long unavailable;
    long cut;
    long orphaned;
    long longestWaitMillis;
    private long events;

    long nextEvent() {
        return ++events;
    }

    @Override
    public String toString() {
        return asked + " asked, " + admitted + " admitted, " + refusals.size() + " refused, " + unavailable
                + " not checked, " + cut + " cut, " + orphaned + " orphaned, longest wait " + longestWaitMillis + " ms";
    }
}
