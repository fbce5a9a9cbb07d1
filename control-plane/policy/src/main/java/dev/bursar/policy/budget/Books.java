package dev.bursar.policy.budget;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;

/**
 * One organization's accounts, leases and answers, as one transaction sees them: all that was written is kept when the
 * transaction commits, or nothing is.
 *
 * <p>The account of a period is the lock: leases and charges of that period are read and written under it only. Reads
 * without it ("peek") may be old, except for what never changes: a lease's budget, period and life.
 */
public interface Books {
    /**
     * Keeps lives from being fenced until the transaction ends.
     *
     * @return without those that never were, or are fenced or closed
     */
    Set<NodeLife> holdOpen(Collection<NodeLife> lives);

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

    /** These lives' leases in these periods. */
    List<LeaseAccount> leasesOf(Collection<NodeLife> lives, Collection<PeriodAccount> periods);

    /** A peek at all leases of a life. */
    List<LeaseAccount> leasesOf(NodeLife life);

    /** A peek at open leases that expired before then. */
    List<LeaseAccount> expired(Instant before, int atMost);

    /** A call of a node. @param requestId unique within the life: a retry has the same */
    record Call(NodeLife life, long requestId) {}

    /** A call's answer, to be given again where the call comes again. @param grants none, if it gave something back */
    record Answer(Call call, List<Grant> grants, Instant at) {
        public Answer {
            grants = List.copyOf(grants);
        }
    }

    /**
     * Writes accounts and leases, new ones too, and what the calls that changed them are answered. Fails if one of the
     * calls was answered meanwhile: then it must not count.
     *
     * @param answers none, where what changes them is no call of a node
     */
    void save(Collection<PeriodAccount> periods, Collection<LeaseAccount> leases, Collection<Answer> answers);

    /** What those of the calls were answered that were; without grants, if one gave something back. */
    Map<Call, List<Grant>> answers(Collection<Call> calls);

    /** Once a life is closed it has nothing left to take twice. */
    void forgetAnswers(NodeLife life);

    /** What of an event is in doubt and not resolved; exact under the locks of those periods. */
    List<DoubtShare> doubts(UUID eventId);

    /** Written once. */
    void record(Collection<Resolution> resolutions);
}
