package dev.bursar.gateway.admission;

import dev.bursar.policy.money.Price;
import org.jspecify.annotations.Nullable;

/** A request that waits to be admitted. */
final class Entry extends Ticket {
    /** With this much affordable, a request without a limit of its own is clamped at once instead of waiting. */
    private static final long PLENTY_OF_OUTPUT = 1_024;

    /** Told on the request's loop. */
    interface Ending {
        void admitted(Hold hold, long maxTokens, long waitedMillis);

        void refused(Refusal refusal);
    }

    private final Ending ending;
    private Bound bound;
    private @Nullable Growth growth;
    private Bound covers;
    private long wanted;
    private boolean clamped;

    /** @param growth null: the hold is the worst case */
    Entry(
            AdmissionRequest request,
            BudgetPath path,
            Price price,
            Bound bound,
            @Nullable Growth growth,
            long now,
            long waitMillis,
            Ending ending) {
        super(path, price, request.loop(), now, waitMillis);
        this.bound = bound;
        this.growth = growth;
        this.covers = growth == null ? bound : growth.first();
        this.wanted = covers.worstCaseNanos(price);
        this.clamped = !bound.set();
        this.ending = ending;
    }

    @Override
    long neededNanos(int level) {
        return path.hardNanos(level, wanted);
    }

    @Override
    @Nullable
    Lease @Nullable [] tryTake(long nowMillis) {
        return path.tryHold(wanted, nowMillis);
    }

    @Override
    void taken(@Nullable Lease[] leases, long nowMillis) {
        Hold hold = new Hold(path, leases, covers, wanted, growth);
        long maxTokens = clamped ? bound.output() : -1;
        tell(() -> {
            if (isCancelled()) {
                hold.release();
            } else {
                ending.admitted(hold, maxTokens, Math.max(0, nowMillis - since));
            }
        });
    }

    @Override
    void refuse(Refusal refusal) {
        tell(() -> {
            if (!isCancelled()) {
                ending.refused(refusal);
            }
        });
    }

    @Override
    long affordableOutput(int level, long availableNanos) {
        return bound.affordableOutput(price, path.costNanos(level, availableNanos));
    }

    @Override
    boolean contentWith(long outputTokens) {
        return !bound.callers() && outputTokens >= PLENTY_OF_OUTPUT;
    }

    @Override
    boolean canShrinkTo(long outputTokens, int leastTokens) {
        return outputTokens >= leastTokens && outputTokens < covers.output();
    }

    /** What little there is is held whole: nothing is left to grow into. */
    @Override
    void shrinkTo(long outputTokens) {
        bound = bound.clampedTo(outputTokens);
        covers = bound;
        growth = null;
        wanted = bound.worstCaseNanos(price);
        clamped = true;
    }
}
