package dev.bursar.policy.budget;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One organization's accounts, leases and answers, as one transaction sees them: all that was written is kept when the
 * transaction commits, or nothing is.
 *
 * <p>The account of a period is the lock: leases and charges of that period are read and written under it only. Reads
 * without it ("peek") may be old, except for what never changes: a lease's budget, period and life.
 */
public interface Books {
    /** Keeps the life from being fenced until the transaction ends. False: it never was, or is fenced or closed. */
    boolean holdOpen(NodeLife life);

    /** Without a lock. Unknown budgets are left out. */
    Map<UUID, BudgetTerms> terms(Collection<UUID> budgetIds, Instant now);

    /**
     * Locks accounts in the places' order; makes those of periods that were not needed before. Their limit is the one
     * in force now.
     *
     * @return by the places asked for; those of unknown budgets are left out
     */
    SortedMap<Place, PeriodAccount> lock(SortedSet<Place> places, Instant now);

    /** Those that are there; under the lock of their periods, or a peek. */
    List<LeaseAccount> leases(Collection<UUID> leaseIds);

    /** A life's leases in these periods. */
    List<LeaseAccount> leasesOf(NodeLife life, Collection<PeriodAccount> periods);

    /** A peek at all leases of a life. */
    List<LeaseAccount> leasesOf(NodeLife life);

    /** A peek at open leases that expired before then. */
    List<LeaseAccount> expired(Instant before, int atMost);

    /** A call's answer, to be given again where the call comes again. @param grants none, if it gave something back */
    record Answer(NodeLife life, long requestId, List<Grant> grants, Instant at) {
        public Answer {
            grants = List.copyOf(grants);
        }
    }

    /**
     * Writes accounts and leases, new ones too, and what the call that changed them is answered. Fails if the same call was
     * answered meanwhile: then this one must not count.
     *
     * @param answer null: the call has no number
     */
    void save(Collection<PeriodAccount> periods, Collection<LeaseAccount> leases, @Nullable Answer answer);

    /** What a call with that number was answered; without grants, if it gave something back. */
    Optional<List<Grant>> answer(NodeLife life, long requestId);

    /** Once a life is closed it has nothing left to take twice. */
    void forgetAnswers(NodeLife life);

    /** What of an event is in doubt and not resolved; exact under the locks of those periods. */
    List<DoubtShare> doubts(UUID eventId);

    /** Written once. */
    void record(Collection<Resolution> resolutions);
}
