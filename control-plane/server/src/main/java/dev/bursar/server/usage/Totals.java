package dev.bursar.server.usage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What one transaction of the intake adds up before it writes. */
final class Totals {
    private final Map<Bucket, Sums> sums = new TreeMap<>(Bucket.LOCK_ORDER);
    private final Map<UUID, Instant> lastUses = new HashMap<>();

    /** A row of the roll-ups. */
    record Bucket(Grain grain, Instant at, UUID keyId, String model) {
        /** Every transaction updates rows in this order. */
        static final Comparator<Bucket> LOCK_ORDER = Comparator.comparing(Bucket::grain)
                .thenComparing(Bucket::at)
                .thenComparing(Bucket::keyId)
                .thenComparing(Bucket::model);
    }

    /** To be added to a row. */
    record Sums(long requests, long refusals, long failures, long promptTokens, long completionTokens, long costNanos) {
        static Sums of(Reported event) {
            return new Sums(
                    1,
                    event.isRefusal() ? 1 : 0,
                    event.isFailure() ? 1 : 0,
                    event.tokens().prompt(),
                    event.tokens().completion(),
                    event.costNanos());
        }

        Sums plus(Sums other) {
            return new Sums(
                    Math.addExact(requests, other.requests),
                    Math.addExact(refusals, other.refusals),
                    Math.addExact(failures, other.failures),
                    Math.addExact(promptTokens, other.promptTokens),
                    Math.addExact(completionTokens, other.completionTokens),
                    Math.addExact(costNanos, other.costNanos));
        }
    }

    void add(Reported event) {
        for (Grain grain : Grain.values()) {
            sums.merge(
                    new Bucket(grain, event.startedAt().truncatedTo(grain.unit()), event.keyId(), event.model()),
                    Sums.of(event),
                    Sums::plus);
        }
        lastUses.merge(event.keyId(), event.startedAt(), (a, b) -> a.isAfter(b) ? a : b);
    }

    Map<Bucket, Sums> sums() {
        return sums;
    }

    Map<UUID, Instant> lastUses() {
        return lastUses;
    }

    /** Length of a roll-up's buckets, in UTC. */
    enum Grain {
        MINUTE(ChronoUnit.MINUTES),
        HOUR(ChronoUnit.HOURS),
        DAY(ChronoUnit.DAYS);

        private final ChronoUnit unit;

        Grain(ChronoUnit unit) {
            this.unit = unit;
        }

        ChronoUnit unit() {
            return unit;
        }
    }
}
