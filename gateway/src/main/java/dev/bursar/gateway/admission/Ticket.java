package dev.bursar.gateway.admission;

import dev.bursar.policy.money.Price;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Somebody who waits for money. Guarded by its queue's lock, except that anyone may cancel it. */
abstract class Ticket {
    final BudgetPath path;
    final Price price;
    final long since;
    private final long waitMillis;
    private long deadline;
    private final Executor loop;
    private volatile boolean cancelled;
    int clamps;
    int refusals;

    Ticket(BudgetPath path, Price price, Executor loop, long now, long waitMillis) {
        this.path = path;
        this.price = price;
        this.loop = loop;
        this.since = now;
        this.waitMillis = waitMillis;
        this.deadline = now + waitMillis;
    }

    /** It has waited as long as it may. Where the clock was set back meanwhile, the wait starts anew and stays bounded. */
    final boolean isOverdue(long nowMillis) {
        deadline = Math.min(deadline, nowMillis + waitMillis);
        return nowMillis >= deadline;
    }

    /** What it takes of a hard level. */
    abstract long neededNanos(int level);

    /** Takes it everywhere, or nowhere. */
    abstract @Nullable Lease @Nullable [] tryTake(long nowMillis);

    /** It was taken. */
    abstract void taken(@Nullable Lease[] leases, long nowMillis);

    abstract void refuse(Refusal refusal);

    /** Output tokens of a choice that would fit if a hard level had no more than this; -1: none. */
    abstract long affordableOutput(int level, long availableNanos);

    /** So much output is better at once than all of it later. */
    abstract boolean contentWith(long outputTokens);

    /** With so much output it would be less, and still of use. */
    abstract boolean canShrinkTo(long outputTokens, int leastTokens);

    abstract void shrinkTo(long outputTokens);

    /** Waiting cannot help it. */
    boolean hopeless(long nowMillis) {
        return false;
    }

    /** It goes before those who have not begun. */
    boolean urgent() {
        return false;
    }

    boolean isCancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }

    final void tell(Runnable what) {
        loop.execute(what);
    }
}
