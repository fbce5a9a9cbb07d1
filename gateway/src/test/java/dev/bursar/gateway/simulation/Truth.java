package dev.bursar.gateway.simulation;

import dev.bursar.gateway.metering.Charge;
import dev.bursar.policy.budget.LeaseAccount;
import dev.bursar.policy.budget.PeriodAccount;
import dev.bursar.policy.budget.Place;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What providers really bill, whatever any book says: counted when it is produced, by lease and by period. */
final class Truth {
    private final WatchedBooks books;
    private final Trace trace;
    private final Map<String, UUID> ids = new HashMap<>();
    private final Map<UUID, Long> billed = new TreeMap<>();
    private final Map<Place, Long> billedIn = new TreeMap<>();
    private final Map<UUID, Long> charged = new HashMap<>();
    private final Map<UUID, Long> doubtful = new TreeMap<>();

    Truth(WatchedBooks books, Trace trace) {
        this.books = books;
        this.trace = trace;
    }

    /** A request stands on these leases from now on. */
    List<UUID> admitted(List<String> leaseIds, Clock clock) {
        List<UUID> known = leaseIds.stream().map(this::id).toList();
        for (UUID id : known) {
            PeriodAccount period = books.periods().get(lease(id).place());
            Instant end = period == null ? null : period.window().end();
            Violation.unless(
                    end == null || clock.instant().isBefore(end),
                    () -> "a request that begins after a period's end is not charged to it: " + lease(id));
        }
        return known;
    }

    private UUID id(String lease) {
        return ids.computeIfAbsent(lease, UUID::fromString);
    }

    /** A provider bills so much more for a request that stands on these leases. */
    void bill(List<UUID> leaseIds, long nanos) {
        for (UUID id : leaseIds) {
            LeaseAccount lease = lease(id);
            trace.add(id);
            trace.add(nanos);
            billed.merge(id, nanos, Long::sum);
            long total = billedIn.merge(lease.place(), nanos, Long::sum);
            long limit = books.sums(lease.place()).limitAtMost;
            Violation.unless(total <= limit, () -> "providers bill " + total + " of " + limit + " in " + lease.place());
            checkCovered(lease);
        }
    }

    long chargedNanos(UUID leaseId) {
        return charged.getOrDefault(leaseId, 0L);
    }

    /** A node ended a hold. */
    void charged(List<Charge> charges) {
        for (Charge charge : charges) {
            if (!charge.leaseId().isEmpty()) {
                charged.merge(id(charge.leaseId()), charge.settledNanos() + charge.inDoubtNanos(), Long::sum);
            }
        }
    }

    /** A node can spend so much of a lease. */
    void checkSpendable(String leaseId, long freeAndHeld) {
        LeaseAccount lease = lease(id(leaseId));
        long left = lease.grantedNanos() - lease.returnedNanos() - charged.getOrDefault(lease.id(), 0L);
        Violation.unless(
                freeAndHeld <= left, () -> "a node can spend " + freeAndHeld + " of " + left + " left of " + lease);
    }

    /** Money that came back was not spent. */
    void checkCovered(LeaseAccount lease) {
        long spent = billed.getOrDefault(lease.id(), 0L);
        Violation.unless(
                spent <= lease.grantedNanos() - lease.returnedNanos(),
                () -> "billed " + spent + " on what came back: " + lease);
    }

    /** What an ended call cost, and what of it its charges say for certain. */
    void event(UUID id, long billedNanos, List<Charge> charges) {
        long settled = charges.stream().mapToLong(Charge::settledNanos).max().orElse(0);
        if (charges.stream().anyMatch(charge -> charge.inDoubtNanos() > 0)) {
            doubtful.put(id, billedNanos - settled);
        }
    }

    /** Of calls that left something in doubt: what a provider's records would show was spent of that. */
    Map<UUID, Long> doubtful() {
        return doubtful;
    }

    long billedNanos(UUID leaseId) {
        return billed.getOrDefault(leaseId, 0L);
    }

    long billedNanos(Place period) {
        return billedIn.getOrDefault(period, 0L);
    }

    private LeaseAccount lease(UUID id) {
        LeaseAccount lease = books.leases().get(id);
        if (lease == null) {
            throw new Violation("a node uses a lease that nobody granted: " + id);
        }
        return lease;
    }
}
