package dev.bursar.gateway.admission;

import dev.bursar.gateway.metering.Charge;
import dev.bursar.policy.money.UsageBound;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt can cost, taken out of the leases at every hard level of its path. A strict hold is the worst case;
 * an elastic one covers the input and some output, and grows while the answer streams. It ends exactly once:
 *
 * <pre>
 *   open ──settle──▶ charged what it cost, the rest is back
 *    │ ├───doubt───▶ charged in full, in doubt
 *    │ ├────cut────▶ charged what was metered; what may still be billed is in doubt; the rest is back
 *    │ └──release──▶ all of it is back
 *    └──extend──▶ open, with more
 * </pre>
 *
 * Ending it again does nothing and charges nothing. Ended by any thread, all else on the call's loop.
 */
public final class Hold {
    private final BudgetPath path;
    private final @Nullable Lease[] leases;
    private final @Nullable Growth growth;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private Bound covered;
    private long nanos;

    /**
     * @param leases one for each hard level, or none at all where no money is needed
     * @param covered what the amount is enough for
     * @param growth null: it is the worst case
     */
    Hold(BudgetPath path, @Nullable Lease[] leases, Bound covered, long nanos, @Nullable Growth growth) {
        this.path = path;
        this.leases = leases;
        this.covered = covered;
        this.nanos = nanos;
        this.growth = growth;
    }

    /** The most that the call was expected to cost so far. */
    public long nanos() {
        return nanos;
    }

    /** Money is held; without, nothing can be used up. */
    public boolean counts() {
        return leases.length > 0;
    }

    /** Output tokens of all choices that it covers. */
    public long coveredOutputTokens() {
        return covered.output() * covered.choices();
    }

    /** No answer that keeps to the request's limit has more, reasoning beyond the limit included. */
    public long mostOutputTokens() {
        return (covered.output() + covered.beyond()) * covered.choices();
    }

    /** Input tokens that it covers. */
    public long inputTokens() {
        return covered.fixed().inputTokens();
    }

    /** What the provider may go on to produce after it was told to stop; 0 where the hold is the worst case. */
    public long reserveTokens() {
        return growth == null ? 0 : growth.reserveTokens();
    }

    /** More is asked for when so little is left beyond the reserve. */
    public long aheadTokens() {
        return growth == null ? 0 : growth.aheadTokens();
    }

    /** It covers less than the worst case, and can be made to cover more. */
    public boolean growing() {
        return growth != null && covered.output() < growth.full().output();
    }

    /** The leases under it belong to a period that ends shortly: what it will need must be taken now. */
    public boolean endsSoon(long nowMillis) {
        return growth != null && path.endsBy(nowMillis + growth.aheadMillis());
    }

    /**
     * Asks for as much as covers that many output tokens, and a slice beyond; all of the worst case where the period is
     * about to end. Told on the call's loop, perhaps before this returns: whether the hold has grown.
     */
    public void extend(long outputTokens, Consumer<Boolean> then) {
        if (growth == null || !open.get()) {
            then.accept(false);
            return;
        }
        growth.extend(this, path, outputTokens, then);
    }

    /** The call cost this much. Beyond the hold, hard levels are charged the hold: the overrun shows in the cost. */
    public List<Charge> settle(long costNanos, long nowMillis) {
        if (growth != null && costNanos > nanos && open.get()) {
            enlargeTo(costNanos, covered, nowMillis);
        }
        return end(counts() ? Math.min(costNanos, nanos) : costNanos, 0, costNanos, nowMillis);
    }

    /** Something was produced, nobody can say how much: all of it stays out of reach until proof. */
    public List<Charge> doubt(long nowMillis) {
        return end(0, nanos, nanos, nowMillis);
    }

    /**
     * The most that a stream which is cut now can be billed: what was produced, and what the provider produces until it
     * stops.
     *
     * @param outputTokens the most that were produced so far
     */
    public long boundNanos(long outputTokens) {
        return growth == null ? nanos : Math.min(nanos, growth.costNanos(outputTokens + growth.reserveTokens()));
    }

    /**
     * The stream was cut.
     *
     * @param meteredNanos settled, as far as the bound goes
     * @param boundNanos of {@link #boundNanos}: what is not settled of it stays in doubt
     */
    public List<Charge> cut(long meteredNanos, long boundNanos, long nowMillis) {
        long settled = Math.min(meteredNanos, boundNanos);
        return end(settled, boundNanos - settled, boundNanos, nowMillis);
    }

    /** Nothing was produced. */
    public void release() {
        if (open.compareAndSet(true, false)) {
            giveBack(0);
        }
    }

    /** Of the tightest hard level; -1 where none is known. */
    public long remainingNanos() {
        return path.remainingNanos();
    }

    /** The lease that a level's share was taken from. */
    @Nullable
    Lease[] leases() {
        return leases;
    }

    boolean isOpen() {
        return open.get();
    }

    /** What the request can use at most, but for output that an elastic hold does not cover yet. */
    public UsageBound bound() {
        return covered.usage();
    }

    Bound covered() {
        return covered;
    }

    /** Takes what is missing on the spot. @return whether it was there */
    boolean enlargeTo(long wholeNanos, Bound covers, long nowMillis) {
        @Nullable Lease @Nullable [] more = path.tryEnlarge(leases, nanos, wholeNanos, nowMillis);
        if (more != null) {
            enlarged(more, nanos, wholeNanos, covers);
        }
        return more != null;
    }

    /** What was taken for it becomes part of it; where it has ended meanwhile, that goes back. */
    boolean enlarged(@Nullable Lease[] more, long fromNanos, long wholeNanos, Bound covers) {
        if (!open.get()) {
            path.giveBack(more, more.length, fromNanos, wholeNanos);
            return false;
        }
        for (int i = 0; i < leases.length; i++) {
            Lease before = leases[i];
            Lease now = more[i];
            if (before != null && now != null) {
                now.join(before, path.hardNanos(i, nanos));
                leases[i] = now;
            }
        }
        nanos = wholeNanos;
        covered = covers;
        return true;
    }

    private List<Charge> end(long settledNanos, long doubtNanos, long softNanos, long nowMillis) {
        if (!open.compareAndSet(true, false)) {
            return List.of();
        }
        long charged = settledNanos + doubtNanos;
        List<Charge> charges = new ArrayList<>(leases.length + path.softCount());
        for (int i = 0; i < leases.length; i++) {
            Lease lease = leases[i];
            if (lease != null) {
                long all = path.hardNanos(i, charged);
                long settled = path.hardNanos(i, settledNanos);
                path.hard[i].spending.charged(all, nowMillis);
                charges.add(new Charge(path.hard[i].budgetId, lease.id, settled, all - settled));
            }
        }
        for (int i = 0; i < path.softCount(); i++) {
            long all = path.softNanos(i, softNanos);
            long doubt = path.softNanos(i, Math.min(doubtNanos, softNanos));
            charges.add(new Charge(path.softId(i), "", all - doubt, doubt));
        }
        giveBack(charged);
        return charges;
    }

    private void giveBack(long chargedNanos) {
        for (int i = 0; i < leases.length; i++) {
            Lease lease = leases[i];
            if (lease != null) {
                long held = path.hardNanos(i, nanos);
                lease.endHold(held, held - path.hardNanos(i, chargedNanos));
            }
        }
        for (int i = 0; i < leases.length; i++) {
            path.hard[i].cameBack();
        }
    }
}
