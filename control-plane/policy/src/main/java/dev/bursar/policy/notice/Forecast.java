package dev.bursar.policy.notice;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Whether the limit will be reached before the period ends, at the plain average of the last days' hours. An average
 * over whole days follows the daily rhythm; it needs a day of hours before it says anything.
 */
public final class Forecast {
    /** Fewer hours say nothing of a day. */
    public static final int LEAST_HOURS = 24;

    /** Longer ago says less of now. */
    public static final int MOST_HOURS = 7 * 24;

    private static final long MILLIS = Duration.ofHours(1).toMillis();

    private Forecast() {}

    /**
     * @param limitNanos in force
     * @param hours spent in each of the last hours, up to {@link #MOST_HOURS} of them
     * @return milliseconds until the limit is reached; empty if it is reached already, or never at this pace, or nobody
     *     can tell
     */
    public static OptionalLong millisLeft(long spentNanos, long limitNanos, List<Long> hours) {
        BigInteger sum = hours.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        if (hours.size() < LEAST_HOURS || sum.signum() <= 0 || spentNanos >= limitNanos) {
            return OptionalLong.empty();
        }
        BigInteger millis = BigInteger.valueOf(limitNanos - spentNanos)
                .multiply(BigInteger.valueOf(hours.size()))
                .multiply(BigInteger.valueOf(MILLIS))
                .divide(sum);
        return millis.bitLength() < Long.SIZE ? OptionalLong.of(millis.longValueExact()) : OptionalLong.empty();
    }
}
