package dev.bursar.policy.budget;

import java.time.Instant;
import java.util.UUID;

/**
 * One lease: what one life of a node may spend of one budget in one period. Each step moves the lease and the period's
 * account together, so that the leases' parts always add up to the account's.
 *
 * <p>Its money: {@code granted = open + settled + inDoubt + returned}, nano-USD. While the lease lives, only what a
 * gateway reported as unprovable is in doubt. When it is given up, its open remainder joins that; this {@code givenUp}
 * part is proven by late reports, late returns, the end of the epoch, or a person.
 *
 * <pre>
 *   open ──expired, fenced──▶ in_doubt ──grant──▶ open
 *     └───────────── epoch closed ─────────────▶ closed
 * </pre>
 *
 * @param givenUpNanos part of what is in doubt
 * @param presumedNanos part of what is settled: a person ruled that it was spent, and no report has named it yet. Reports
 *     are matched with it first, so that nothing is paid twice
 * @param expiresAt the node uses it no longer
 */
public record LeaseAccount(
        UUID id,
        UUID budgetId,
        Instant periodStart,
        NodeLife life,
        State state,
        long grantedNanos,
        long settledNanos,
        long inDoubtNanos,
        long returnedNanos,
        long givenUpNanos,
        long presumedNanos,
        Instant expiresAt) {
    /** See the class comment. */
    public enum State {
        OPEN,
        IN_DOUBT,
        CLOSED
    }

    public LeaseAccount {
        if (settledNanos < 0
                || inDoubtNanos < givenUpNanos
                || givenUpNanos < 0
                || returnedNanos < 0
                || presumedNanos < 0
                || presumedNanos > settledNanos
                || settledNanos + inDoubtNanos + returnedNanos > grantedNanos) {
            throw new IllegalArgumentException("the parts of a lease are within what was granted");
        }
    }

    /**
     * A step's result.
     *
     * @param presumedNanos what a ruling had settled before
     * @param uncoveredNanos what the lease did not cover: an overrun
     */
    public record Step(LeaseAccount lease, PeriodAccount period, long presumedNanos, long uncoveredNanos) {
        Step(LeaseAccount lease, PeriodAccount period) {
            this(lease, period, 0, 0);
        }
    }

    static LeaseAccount fresh(UUID id, Place period, NodeLife life, Instant now) {
        return new LeaseAccount(id, period.budgetId(), period.at(), life, State.OPEN, 0, 0, 0, 0, 0, 0, now);
    }

    public Place place() {
        return new Place(budgetId, periodStart);
    }

    /** What is neither settled, nor in doubt, nor returned: part of the account's leased money. */
    public long openNanos() {
        return grantedNanos - settledNanos - inDoubtNanos - returnedNanos;
    }

    /** Enlarges it. @throws IllegalStateException if that is not free */
    public Step grant(PeriodAccount period, long nanos, Instant until) {
        LeaseAccount enlarged = new LeaseAccount(
                id,
                budgetId,
                periodStart,
                life,
                State.OPEN,
                Math.addExact(grantedNanos, nanos),
                settledNanos,
                inDoubtNanos,
                returnedNanos,
                givenUpNanos,
                presumedNanos,
                until);
        return new Step(enlarged, period.change(account -> account.grant(nanos)));
    }

    /** What a node does not need: proof that it was not spent. At most what is there comes back. */
    public Step giveBack(PeriodAccount period, long nanos) {
        return takeBack(period, nanos, Proof.LATE_RETURN);
    }

    /** Spent money: what was presumed spent, then from the open remainder, then from what had been given up. */
    public Step settle(PeriodAccount period, long nanos) {
        long presumed = Math.min(nanos, presumedNanos);
        long open = Math.min(nanos - presumed, openNanos());
        long late = Math.min(nanos - presumed - open, givenUpNanos);
        PeriodAccount moved = period.change(account -> account.settle(open).prove(Proof.LATE_REPORT, late, 0));
        return new Step(
                parts(state, open + late, -late, 0, -late, -presumed), moved, presumed, nanos - presumed - open - late);
    }

    /**
     * Money that may have been spent: from the open remainder first; then what had been given up stays in doubt, now
     * with an event's name.
     */
    public Step doubt(PeriodAccount period, long nanos) {
        long open = Math.min(nanos, openNanos());
        long late = Math.min(nanos - open, givenUpNanos);
        return new Step(
                parts(state, 0, open, 0, -late, 0),
                period.change(account -> account.doubt(open)),
                0,
                nanos - open - late);
    }

    /** The node fell silent or died: its remainder is in doubt, never refunded by time alone. */
    public Step giveUp(PeriodAccount period) {
        long open = openNanos();
        return new Step(parts(State.IN_DOUBT, 0, open, 0, open, 0), period.change(account -> account.doubt(open)));
    }

    /** The node said that everything is reported: the remainder is proven unspent. */
    public Step close(PeriodAccount period) {
        Step rest = takeBack(period, openNanos() + givenUpNanos, Proof.EPOCH_CLOSED);
        return new Step(rest.lease().parts(State.CLOSED, 0, 0, 0, 0, 0), rest.period());
    }

    /**
     * A person's proof about the remainder that was given up.
     *
     * @throws IllegalStateException if less was given up, or the proof does not show that
     */
    public Step proveGivenUp(PeriodAccount period, long spentNanos, long unspentNanos, Proof proof) {
        long both = Math.addExact(spentNanos, unspentNanos);
        if (both > givenUpNanos) {
            throw new IllegalStateException("only " + givenUpNanos + " was given up");
        }
        return new Step(
                parts(state, spentNanos, -both, unspentNanos, -both, spentNanos),
                period.change(account -> account.prove(proof, spentNanos, unspentNanos)));
    }

    /**
     * A person's proof about what an event left in doubt.
     *
     * @throws IllegalStateException if events left less in doubt, or the proof does not show that
     */
    public Step proveReported(PeriodAccount period, long spentNanos, long unspentNanos, Proof proof) {
        long both = Math.addExact(spentNanos, unspentNanos);
        if (both > inDoubtNanos - givenUpNanos) {
            throw new IllegalStateException("events left only " + (inDoubtNanos - givenUpNanos) + " in doubt");
        }
        return new Step(
                parts(state, spentNanos, -both, unspentNanos, 0, 0),
                period.change(account -> account.prove(proof, spentNanos, unspentNanos)));
    }

    private Step takeBack(PeriodAccount period, long nanos, Proof proof) {
        long open = Math.min(nanos, openNanos());
        long late = Math.min(nanos - open, givenUpNanos);
        return new Step(
                parts(state, 0, -late, open + late, -late, 0),
                period.change(account -> account.giveBack(open).prove(proof, 0, late)));
    }

    /** With that much more in each part. */
    private LeaseAccount parts(State next, long settled, long inDoubt, long returned, long givenUp, long presumed) {
        return new LeaseAccount(
                id,
                budgetId,
                periodStart,
                life,
                next,
                grantedNanos,
                settledNanos + settled,
                inDoubtNanos + inDoubt,
                returnedNanos + returned,
                givenUpNanos + givenUp,
                presumedNanos + presumed,
                expiresAt);
    }
}
