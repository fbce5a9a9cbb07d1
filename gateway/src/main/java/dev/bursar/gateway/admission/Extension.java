package dev.bursar.gateway.admission;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A stream that waits for its next slice. */
final class Extension extends Ticket {
    private final Growth growth;
    private final Hold hold;
    private final Consumer<Boolean> then;
    private final long fromNanos;
    private final Bound covered;
    private Bound wanted;
    private long wholeNanos;

    Extension(Growth growth, Hold hold, BudgetPath path, Bound wanted, long now, Consumer<Boolean> then) {
        super(
                path,
                growth.price(),
                growth.loop(),
                now,
                growth.properties().waitAtCap().toMillis());
        this.growth = growth;
        this.hold = hold;
        this.then = then;
        this.fromNanos = hold.nanos();
        this.covered = hold.covered();
        this.wanted = wanted;
        this.wholeNanos = wanted.worstCaseNanos(price);
    }

    @Override
    long neededNanos(int level) {
        return path.hardNanos(level, wholeNanos) - path.hardNanos(level, fromNanos);
    }

    @Override
    @Nullable
    Lease @Nullable [] tryTake(long nowMillis) {
        return path.tryEnlarge(hold.leases(), fromNanos, wholeNanos, nowMillis);
    }

    @Override
    void taken(@Nullable Lease[] leases, long nowMillis) {
        long whole = wholeNanos;
        Bound covers = wanted;
        tell(() -> then.accept(hold.enlarged(leases, fromNanos, whole, covers)));
    }

    @Override
    void refuse(Refusal refusal) {
        tell(() -> then.accept(false));
    }

    @Override
    long affordableOutput(int level, long availableNanos) {
        long cost = path.costNanos(level, availableNanos + path.hardNanos(level, fromNanos));
        return growth.full().affordableOutput(price, cost);
    }

    @Override
    boolean contentWith(long outputTokens) {
        return false;
    }

    @Override
    boolean canShrinkTo(long outputTokens, int leastTokens) {
        return outputTokens >= covered.output() + leastTokens && outputTokens < wanted.output();
    }

    @Override
    void shrinkTo(long outputTokens) {
        wanted = growth.upTo(outputTokens);
        wholeNanos = wanted.worstCaseNanos(price);
    }

    /** What it stands on is not the lease in use any more: its call cannot be charged to two periods. */
    @Override
    boolean hopeless(long nowMillis) {
        return !hold.isOpen() || path.turnedFrom(hold.leases(), nowMillis);
    }

    /** It has spent money already, which a cut would waste. */
    @Override
    boolean urgent() {
        return true;
    }
}
