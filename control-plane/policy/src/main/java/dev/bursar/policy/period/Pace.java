package dev.bursar.policy.period;

import dev.bursar.policy.money.Nanos;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How fast money is spent. Whole numbers only: what it forecasts is rounded down.
 *
 * @param spentNanos 0 or more
 * @param over longer than nothing
 */
public record Pace(long spentNanos, Duration over) {
    public Pace {
        if (spentNanos < 0 || over.toMillis() < 1) {
            throw new IllegalArgumentException("a pace is an amount over a time");
        }
    }

    /** What will be spent in that time if it goes on so; at most {@link Nanos#MAX}. */
    public long in(Duration time) {
        BigInteger nanos = BigInteger.valueOf(spentNanos)
                .multiply(BigInteger.valueOf(Math.max(0, time.toMillis())))
                .divide(BigInteger.valueOf(over.toMillis()));
        return nanos.min(BigInteger.valueOf(Nanos.MAX)).longValueExact();
    }

    /** When that much will be spent; empty: not before {@code end}. @param nanos 0 or more */
    public Optional<Instant> reaches(long nanos, Instant from, Instant end) {
        if (nanos == 0) {
            return Optional.of(from);
        }
        if (spentNanos == 0) {
            return Optional.empty();
        }
        BigInteger millis = BigInteger.valueOf(nanos)
                .multiply(BigInteger.valueOf(over.toMillis()))
                .divide(BigInteger.valueOf(spentNanos));
        long left = Duration.between(from, end).toMillis();
        return millis.compareTo(BigInteger.valueOf(left)) < 0
                ? Optional.of(from.plusMillis(millis.longValueExact()))
                : Optional.empty();
    }
}
