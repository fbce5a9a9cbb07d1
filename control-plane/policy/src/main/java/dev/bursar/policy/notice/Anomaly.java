package dev.bursar.policy.notice;

import java.util.List;
import java.util.OptionalLong;

/**
 * Far more was spent in an hour than in the same hour of the days before: more than the median plus {@link #SPREADS}
 * times the median absolute deviation, at least twice the median, and at least a floor below which nobody cares. For
 * normally spread spending nine deviations are about six standard deviations; a few odd days move neither median.
 */
public final class Anomaly {
    /** Fewer days have no usual. */
    public static final int LEAST_DAYS = 7;

    public static final int MOST_DAYS = 28;

    static final int SPREADS = 9;

    private Anomaly() {}

    /**
     * @param spentNanos in the hour that just ended
     * @param before spent in the same hour of the days before
     * @param floorNanos less is never an anomaly
     * @return the usual amount, if this one is not; empty if all is as usual or there is no usual yet
     */
    public static OptionalLong unusual(long spentNanos, List<Long> before, long floorNanos) {
        if (before.size() < LEAST_DAYS || spentNanos < floorNanos || spentNanos <= 0) {
            return OptionalLong.empty();
        }
        long usual = median(before);
        long spread = median(before.stream().map(x -> Math.abs(x - usual)).toList());
        long above = spentNanos - usual;
        boolean far = above > 0 && above / SPREADS >= spread;
        return far && spentNanos / 2 >= usual ? OptionalLong.of(usual) : OptionalLong.empty();
    }

    /** Of an even number: the lower of the two in the middle. */
    private static long median(List<Long> values) {
        return values.stream()
                .sorted()
                .skip((values.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }
}
