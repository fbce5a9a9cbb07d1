package dev.bursar.policy.ledger;

import static dev.bursar.policy.ledger.BookAccount.CASH;
import static dev.bursar.policy.ledger.BookAccount.CLOSED;
import static dev.bursar.policy.ledger.BookAccount.CREDITS;
import static dev.bursar.policy.ledger.BookAccount.DRAWN;
import static dev.bursar.policy.ledger.BookAccount.FEES;
import static dev.bursar.policy.ledger.BookAccount.OWN_CREDENTIAL_FEES;
import static dev.bursar.policy.ledger.BookAccount.PROVIDERS;
import static dev.bursar.policy.ledger.BookAccount.USAGE;
import static dev.bursar.policy.ledger.BookAccount.WRITE_OFFS;

import java.util.Map;
import java.util.Optional;

/**
 * What is posted for what happens: the only place that knows debits from credits. All amounts are nano-USD.
 *
 * <pre>
 *   what happens                    debit                    credit
 *   top-up of a with fee f          cash a                   credits a - f, fees f
 *   refund of r                     credits r                cash r
 *   usage that cost c               usage c                  providers c
 *     of it drawn d, own fees f     credits d + f            drawn d, own_credential_fees f
 *   billed more than metered        usage m                  providers m      (less: the other way)
 *   month closed                    closed                   each account of what happened (or the other way)
 * </pre>
 */
public final class Postings {
    private Postings() {}

    /** @param feeNanos kept of the amount, 0 to {@code nanos} */
    public static Entry topUp(long nanos, long feeNanos) {
        requirePart(feeNanos, nanos);
        return new Entry.Builder()
                .debit(CASH, nanos)
                .credit(CREDITS, nanos - feeNanos)
                .credit(FEES, feeNanos)
                .build(EntryKind.TOP_UP);
    }

    public static Entry refund(long nanos) {
        requireAmount(nanos);
        return new Entry.Builder().move(CASH, CREDITS, nanos).build(EntryKind.REFUND);
    }

    /**
     * What prepaid credits bore.
     *
     * @param drawnNanos of cost that the installation pays providers for
     * @param ownCredentialFeesNanos for calls on the organization's own contracts
     */
    public record Drawn(long drawnNanos, long ownCredentialFeesNanos) {
        public static final Drawn NONE = new Drawn(0, 0);

        public Drawn {
            requireAmount(drawnNanos);
            requireAmount(ownCredentialFeesNanos);
        }

        public Drawn plus(Drawn other) {
            return new Drawn(
                    Math.addExact(drawnNanos, other.drawnNanos),
                    Math.addExact(ownCredentialFeesNanos, other.ownCredentialFeesNanos));
        }

        private void into(Entry.Builder entry) {
            entry.move(DRAWN, CREDITS, drawnNanos).move(OWN_CREDENTIAL_FEES, CREDITS, ownCredentialFeesNanos);
        }
    }

    /** @return empty if it cost nothing and drew nothing */
    public static Optional<Entry> usage(long costNanos, Drawn drawn) {
        requireAmount(costNanos);
        Entry.Builder entry = new Entry.Builder().move(PROVIDERS, USAGE, costNanos);
        drawn.into(entry);
        return built(entry, EntryKind.USAGE);
    }

    /** @param moreNanos what the provider billed above what was metered; negative: below; not 0 */
    public static Entry correction(long moreNanos) {
        return new Entry.Builder().move(PROVIDERS, USAGE, moreNanos).build(EntryKind.CORRECTION);
    }

    /**
     * Money in doubt that was resolved.
     *
     * @param bookedNanos what usage counts of it already: all of a request's, nothing of a lost lease's
     * @param spentNanos what turned out to be, or is taken as, spent
     * @param writtenOff by a person's decision, not by the provider's record
     * @return empty if no account changes
     */
    public static Optional<Entry> resolved(long bookedNanos, long spentNanos, boolean writtenOff, Drawn drawn) {
        requireAmount(bookedNanos);
        requireAmount(spentNanos);
        Entry.Builder entry = new Entry.Builder()
                .credit(USAGE, bookedNanos)
                .debit(writtenOff ? WRITE_OFFS : USAGE, spentNanos)
                .debit(PROVIDERS, bookedNanos)
                .credit(PROVIDERS, spentNanos);
        drawn.into(entry);
        return built(entry, writtenOff ? EntryKind.WRITE_OFF : EntryKind.CORRECTION);
    }

    /**
     * A late report names what a resolution had already counted as spent: the report's usage stays, the resolution's
     * goes, so that it is counted once. What was drawn stays drawn.
     *
     * @param recordNanos had been resolved by a provider's record
     * @param writtenOffNanos had been written off
     * @return empty if there was nothing
     */
    public static Optional<Entry> reportedAfterAll(long recordNanos, long writtenOffNanos) {
        requireAmount(recordNanos);
        requireAmount(writtenOffNanos);
        return built(
                new Entry.Builder().move(USAGE, PROVIDERS, recordNanos).move(WRITE_OFFS, PROVIDERS, writtenOffNanos),
                EntryKind.CORRECTION);
    }

    /** @param balances what each account moved in the month; those that stay open are left as they are */
    public static Entry close(Map<BookAccount, Long> balances) {
        Entry.Builder entry = new Entry.Builder();
        balances.forEach((account, nanos) -> {
            if (account.closes()) {
                entry.move(account, CLOSED, nanos);
            }
        });
        return entry.build(EntryKind.PERIOD_CLOSE);
    }

    private static Optional<Entry> built(Entry.Builder entry, EntryKind kind) {
        return entry.lines().isEmpty() ? Optional.empty() : Optional.of(entry.build(kind));
    }

    private static void requirePart(long part, long whole) {
        requireAmount(part);
        if (part > whole) {
            throw new IllegalArgumentException("a part is larger than its whole");
        }
    }

    private static void requireAmount(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("negative amount");
        }
    }
}
