package dev.bursar.policy.budget;

/**
 * What the control plane knows of one budget in one period, nano-USD, each part 0 or more.
 *
 * <p>The invariant is {@code settled + leased + inDoubt <= ceiling}. The ceiling is the limit, except after the limit
 * was lowered below what is already committed: then it is what is committed, and follows it down to the limit. So the
 * invariant can be a constraint of the database, and a lowered cap stops new grants at once.
 *
 * <pre>
 *   free ──grant──▶ leased ──settle──▶ settled
 *     ▲               │ └────doubt───▶ inDoubt ──prove──▶ settled or free
 *     └────giveBack───┘
 * </pre>
 *
 * @param limitNanos what the owner set
 * @param hard a soft account grants nothing and settles everything
 */
public record Account(long limitNanos, boolean hard, long settledNanos, long leasedNanos, long inDoubtNanos) {
    public Account {
        if (limitNanos < 0 || settledNanos < 0 || leasedNanos < 0 || inDoubtNanos < 0) {
            throw new IllegalArgumentException("no part of an account is negative");
        }
    }

    public static Account hard(long limitNanos) {
        return new Account(limitNanos, true, 0, 0, 0);
    }

    public long committedNanos() {
        return settledNanos + leasedNanos + inDoubtNanos;
    }

    /** See the class comment. */
    public long ceilingNanos() {
        return Math.max(limitNanos, committedNanos());
    }

    /** What may still be granted: never negative. */
    public long freeNanos() {
        return Math.max(0, limitNanos - committedNanos());
    }

    /** @throws IllegalStateException if the account is soft or the amount is not free */
    public Account grant(long nanos) {
        requireAmount(nanos);
        if (!hard || nanos > freeNanos()) {
            throw new IllegalStateException("cannot grant " + nanos + " of " + freeNanos());
        }
        return new Account(limitNanos, true, settledNanos, leasedNanos + nanos, inDoubtNanos);
    }

    /** Leased money that was spent. @throws IllegalStateException if less is leased */
    public Account settle(long nanos) {
        requireLeased(nanos);
        return new Account(limitNanos, hard, settledNanos + nanos, leasedNanos - nanos, inDoubtNanos);
    }

    /** Leased money that is proven unspent. @throws IllegalStateException if less is leased */
    public Account giveBack(long nanos) {
        requireLeased(nanos);
        return new Account(limitNanos, hard, settledNanos, leasedNanos - nanos, inDoubtNanos);
    }

    /** Leased money of which nobody can say whether it was spent. @throws IllegalStateException if less is leased */
    public Account doubt(long nanos) {
        requireLeased(nanos);
        return new Account(limitNanos, hard, settledNanos, leasedNanos - nanos, inDoubtNanos + nanos);
    }

    /** What a soft budget bears without a lease. @throws IllegalStateException if the account is hard */
    public Account bear(long settled, long doubted) {
        requireAmount(settled);
        requireAmount(doubted);
        if (hard) {
            throw new IllegalStateException("a hard account pays from leases only");
        }
        return new Account(
                limitNanos,
                false,
                Math.addExact(settledNanos, settled),
                leasedNanos,
                Math.addExact(inDoubtNanos, doubted));
    }

    /** What is committed stays committed; lowered below it, nothing more is granted. */
    public Account withLimit(long nanos) {
        return new Account(nanos, hard, settledNanos, leasedNanos, inDoubtNanos);
    }

    /**
     * Money in doubt about which there is proof now. The only way out of doubt.
     *
     * @param spentNanos what was spent
     * @param unspentNanos what was not
     * @throws IllegalStateException if less is in doubt, or the proof does not show that
     */
    public Account prove(Proof proof, long spentNanos, long unspentNanos) {
        requireAmount(spentNanos);
        requireAmount(unspentNanos);
        if (!proof.shows(spentNanos, unspentNanos)) {
            throw new IllegalStateException(proof + " does not show that");
        }
        if (spentNanos + unspentNanos > inDoubtNanos) {
            throw new IllegalStateException("only " + inDoubtNanos + " is in doubt");
        }
        return new Account(
                limitNanos, hard, settledNanos + spentNanos, leasedNanos, inDoubtNanos - spentNanos - unspentNanos);
    }

    private void requireLeased(long nanos) {
        requireAmount(nanos);
        if (nanos > leasedNanos) {
            throw new IllegalStateException("only " + leasedNanos + " is leased, not " + nanos);
        }
    }

    private static void requireAmount(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("negative amount");
        }
    }
}
