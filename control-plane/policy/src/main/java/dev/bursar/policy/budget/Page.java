package dev.bursar.policy.budget;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;

/** The accounts that one call has locked, with their leases; what changed is written once. Belongs to that call. */
final class Page {
    private final Books books;
    private final SortedMap<Place, Place> named = new TreeMap<>();
    private final SortedMap<Place, PeriodAccount> periods = new TreeMap<>();
    private final Map<UUID, LeaseAccount> leases = new HashMap<>();
    private final SortedSet<Place> changedPeriods = new TreeSet<>();
    private final Set<UUID> changedLeases = new HashSet<>();

    private Page(Books books) {
        this.books = books;
    }

    static Page lock(Books books, SortedSet<Place> places, Instant now) {
        Page page = new Page(books);
        if (!places.isEmpty()) {
            books.lock(places, now).forEach((place, period) -> {
                page.named.put(place, period.place());
                page.periods.put(period.place(), period);
            });
        }
        return page;
    }

    /** Locks the accounts of those leases, and reads the leases as they are then. */
    static Page ofLeases(Books books, Collection<LeaseAccount> peeked, Instant now) {
        SortedSet<Place> places = new TreeSet<>();
        peeked.forEach(lease -> places.add(lease.place()));
        Page page = lock(books, places, now);
        page.read(peeked.stream().map(LeaseAccount::id).toList());
        return page;
    }

    void read(Collection<UUID> leaseIds) {
        if (!leaseIds.isEmpty()) {
            add(books.leases(leaseIds));
        }
    }

    void add(Collection<LeaseAccount> read) {
        read.forEach(lease -> leases.put(lease.id(), lease));
    }

    /** As it is after the changes so far. @param place one that was asked for, or the start of a locked period */
    Optional<PeriodAccount> period(Place place) {
        return Optional.ofNullable(periods.get(named.getOrDefault(place, place)));
    }

    Collection<PeriodAccount> periods() {
        return periods.values();
    }

    Optional<LeaseAccount> lease(UUID id) {
        return Optional.ofNullable(leases.get(id));
    }

    Collection<LeaseAccount> leases() {
        return leases.values();
    }

    void change(PeriodAccount period) {
        periods.put(period.place(), period);
        changedPeriods.add(period.place());
    }

    LeaseAccount.Step change(LeaseAccount lease, BiFunction<LeaseAccount, PeriodAccount, LeaseAccount.Step> move) {
        LeaseAccount.Step step = move.apply(lease, period(lease.place()).orElseThrow());
        leases.put(lease.id(), step.lease());
        changedLeases.add(lease.id());
        change(step.period());
        return step;
    }

    void save() {
        if (!changedPeriods.isEmpty()) {
            save(List.of());
        }
    }

    /** Writes what changed, and what the calls that changed it are answered. */
    void save(Collection<Books.Answer> answers) {
        books.save(
                changedPeriods.stream().map(periods::get).toList(),
                changedLeases.stream().map(leases::get).toList(),
                answers);
    }
}
