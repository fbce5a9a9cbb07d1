package dev.bursar.server.usage;

import dev.bursar.server.platform.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A stretch of time, cut into buckets: few enough to draw. */
record Stretch(Instant from, Instant to, Totals.Grain grain) {
    static final int MOST_BUCKETS = 1500;
    private static final Duration UNLESS_SAID = Duration.ofHours(24);
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    static Stretch of(@Nullable OffsetDateTime from, @Nullable OffsetDateTime to, @Nullable String grain, Instant now) {
        Instant end = to == null ? now : to.toInstant();
        Instant start = from == null ? end.minus(UNLESS_SAID) : from.toInstant();
        if (!start.isBefore(end) || start.isBefore(Instant.EPOCH) || end.isAfter(LATEST)) {
            throw ProblemException.field("from", "stretch_invalid", "A stretch starts before it ends.");
        }
        Stretch stretch = new Stretch(start, end, grain == null ? fitting(start, end) : named(grain));
        if (stretch.buckets() > MOST_BUCKETS) {
            throw ProblemException.field(
                    "grain",
                    "grain_too_fine",
                    "A report has at most " + MOST_BUCKETS + " buckets; take a coarser grain.");
        }
        return stretch;
    }

    /** Of the bucket that holds the start. */
    Instant firstBucket() {
        return from.truncatedTo(grain.unit());
    }

    String grainText() {
        return grain.name().toLowerCase(Locale.ROOT);
    }

    private long buckets() {
        return grain.unit().between(firstBucket(), to);
    }

    private static Totals.Grain fitting(Instant start, Instant end) {
        return Arrays.stream(Totals.Grain.values())
                .filter(grain -> new Stretch(start, end, grain).buckets() <= MOST_BUCKETS)
                .findFirst()
                .orElse(Totals.Grain.DAY);
    }

    private static Totals.Grain named(String text) {
        return Arrays.stream(Totals.Grain.values())
                .filter(grain -> grain.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.field("grain", "grain_unknown", "A grain is minute, hour or day."));
    }
}
