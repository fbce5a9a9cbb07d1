package dev.bursar.server.usage;

import dev.bursar.policy.budget.Posting;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** What one batch settled of each budget, in the steps from which burn-down and forecasts are drawn. */
final class Spend {
    /** Of {@code budget_spend}, from the epoch on. */
    private static final long STEP_SECONDS = Duration.ofMinutes(5).toSeconds();

    private final SortedMap<Step, Long> sums = new TreeMap<>(Step.LOCK_ORDER);

    /** @param at the step's start */
    record Step(UUID budgetId, Instant periodStart, Instant at) {
        /** Every transaction updates rows in this order. */
        static final Comparator<Step> LOCK_ORDER = Comparator.comparing(Step::budgetId)
                .thenComparing(Step::periodStart)
                .thenComparing(Step::at);
    }

    /** @param startedAt when the request started: that is when its money was spent */
    void add(Posting posting, Instant startedAt) {
        if (posting.settledNanos() > 0) {
            Instant at = Instant.ofEpochSecond(Math.floorDiv(startedAt.getEpochSecond(), STEP_SECONDS) * STEP_SECONDS);
            sums.merge(new Step(posting.budgetId(), posting.periodStart(), at), posting.settledNanos(), Math::addExact);
        }
    }

    /** In the order in which they are written. */
    SortedMap<Step, Long> sums() {
        return sums;
    }
}
