package dev.bursar.policy.budget.memory;

import dev.bursar.policy.budget.Account;
import dev.bursar.policy.budget.Books;
import dev.bursar.policy.budget.BooksState;
import dev.bursar.policy.budget.BudgetTerms;
import dev.bursar.policy.budget.Doubt;
import dev.bursar.policy.budget.DoubtShare;
import dev.bursar.policy.budget.Grant;
import dev.bursar.policy.budget.LeaseAccount;
import dev.bursar.policy.budget.NodeLife;
import dev.bursar.policy.budget.PeriodAccount;
import dev.bursar.policy.budget.Place;
import dev.bursar.policy.budget.Posting;
import dev.bursar.policy.budget.Resolution;
import dev.bursar.policy.budget.UsageBook;
import dev.bursar.policy.budget.UsageReport;
import dev.bursar.policy.budget.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One organization's books in memory. Calls of the treasury go inside {@link #transaction}; one at a time, so that a
 * lock is what it always has. Iterates in the order of ids, so that a history can be replayed exactly.
 */
public final class InMemoryBooks implements Books, UsageBook {
    private final Undo undo = new Undo();
    private final InMemoryLives lives;
    private final SortedMap<UUID, Terms> budgets = new TreeMap<>();
    private final NavigableMap<Place, PeriodAccount> periods = new TreeMap<>();
    private final SortedMap<UUID, LeaseAccount> leases = new TreeMap<>();
    /** Where to look for a life's leases: of those that were undone there is none. */
    private final Map<NodeLife, SortedSet<UUID>> leasesOf = new HashMap<>();

    private final Map<Call, List<Grant>> answers = new HashMap<>();
    private final SortedMap<UUID, UsageReport> events = new TreeMap<>();
    private final SortedMap<UUID, List<Posting>> postings = new TreeMap<>();
    private final List<Resolution> resolutions = new ArrayList<>();

    /** @param lives may be shared by the books of several organizations */
    public InMemoryBooks(InMemoryLives lives) {
        this.lives = lives;
    }

    private record Terms(
            boolean hard, boolean active, int depth, long limitNanos, Function<Instant, Window> calendar) {}

    /** Makes a budget. @param depth 0: the root @param calendar the period that holds an instant */
    public void open(UUID budgetId, boolean hard, int depth, long limitNanos, Function<Instant, Window> calendar) {
        budgets.put(budgetId, new Terms(hard, true, depth, limitNanos, calendar));
    }

    /** Of periods that are made from now on; the treasury changes the running one. */
    public void limit(UUID budgetId, long limitNanos) {
        Terms old = terms(budgetId);
        budgets.put(budgetId, new Terms(old.hard(), old.active(), old.depth(), limitNanos, old.calendar()));
    }

    public void archive(UUID budgetId) {
        Terms old = terms(budgetId);
        budgets.put(budgetId, new Terms(old.hard(), false, old.depth(), old.limitNanos(), old.calendar()));
    }

    /** All of the work is kept, or nothing if it throws. */
    public synchronized <T> T transaction(Supplier<T> work) {
        return undo.unlessDone(work);
    }

    public synchronized BooksState state() {
        return new BooksState(
                List.copyOf(periods.values()),
                List.copyOf(leases.values()),
                postings.values().stream().flatMap(List::stream).toList(),
                resolutions);
    }

    /** Whether the event was recorded, rejected or not. */
    public Optional<UsageReport> event(UUID eventId) {
        return Optional.ofNullable(events.get(eventId));
    }

    @Override
    public Set<NodeLife> holdOpen(Collection<NodeLife> wanted) {
        return wanted.stream().filter(lives::holdOpen).collect(Collectors.toSet());
    }

    @Override
    public Map<UUID, BudgetTerms> terms(Collection<UUID> budgetIds, Instant now) {
        Map<UUID, BudgetTerms> found = new TreeMap<>();
        for (UUID id : budgetIds) {
            Terms terms = budgets.get(id);
            if (terms != null) {
                Window current = at(new Place(id, now))
                        .map(PeriodAccount::window)
                        .orElseGet(() -> terms.calendar().apply(now));
                found.put(id, new BudgetTerms(id, terms.hard(), terms.active(), terms.depth(), current));
            }
        }
        return found;
    }

    @Override
    public SortedMap<Place, PeriodAccount> lock(SortedSet<Place> places, Instant now) {
        SortedMap<Place, PeriodAccount> locked = new TreeMap<>();
        for (Place place : places) {
            at(place).or(() -> make(place)).ifPresent(period -> locked.put(place, period));
        }
        return locked;
    }

    @Override
    public List<LeaseAccount> leases(Collection<UUID> leaseIds) {
        return found(new TreeSet<>(leaseIds));
    }

    @Override
    public List<LeaseAccount> leasesOf(Collection<NodeLife> wantedLives, Collection<PeriodAccount> wanted) {
        Set<Place> places = new HashSet<>();
        wanted.forEach(period -> places.add(period.place()));
        List<LeaseAccount> found = new ArrayList<>();
        wantedLives.forEach(life -> found.addAll(leasesOf(life)));
        found.removeIf(lease -> !places.contains(lease.place()));
        return found;
    }

    @Override
    public List<LeaseAccount> leasesOf(NodeLife life) {
        return found(leasesOf.getOrDefault(life, Collections.emptySortedSet()));
    }

    @Override
    public List<LeaseAccount> expired(Instant before, int atMost) {
        List<LeaseAccount> found = new ArrayList<>();
        for (LeaseAccount lease : leases.values()) {
            if (found.size() < atMost
                    && lease.state() == LeaseAccount.State.OPEN
                    && lease.expiresAt().isBefore(before)) {
                found.add(lease);
            }
        }
        return found;
    }

    @Override
    public void save(
            Collection<PeriodAccount> changedPeriods, Collection<LeaseAccount> changedLeases, Collection<Answer> made) {
        made.forEach(answer -> undo.put(answers, answer.call(), answer.grants()));
        changedPeriods.forEach(period -> undo.put(periods, period.place(), period));
        for (LeaseAccount lease : changedLeases) {
            undo.put(leases, lease.id(), lease);
            leasesOf.computeIfAbsent(lease.life(), life -> new TreeSet<>()).add(lease.id());
        }
    }

    @Override
    public Map<Call, List<Grant>> answers(Collection<Call> calls) {
        Map<Call, List<Grant>> found = new HashMap<>();
        for (Call call : calls) {
            List<Grant> answer = answers.get(call);
            if (answer != null) {
                found.put(call, answer);
            }
        }
        return found;
    }

    @Override
    public void forgetAnswers(NodeLife life) {
        answers.keySet().stream()
                .filter(call -> call.life().equals(life))
                .toList()
                .forEach(call -> undo.remove(answers, call));
    }

    @Override
    public List<DoubtShare> doubts(UUID eventId) {
        boolean ruled = resolutions.stream()
                .anyMatch(resolution ->
                        resolution.ruling().doubt() instanceof Doubt.OfEvent(UUID id) && id.equals(eventId));
        return ruled
                ? List.of()
                : postings.getOrDefault(eventId, List.of()).stream()
                        .filter(posting -> posting.inDoubtNanos() > 0)
                        .map(InMemoryBooks::share)
                        .toList();
    }

    @Override
    public void record(Collection<Resolution> made) {
        made.forEach(resolution -> undo.add(resolutions, resolution));
    }

    @Override
    public Set<UUID> record(UUID nodeId, List<UsageReport> reports) {
        Set<UUID> fresh = new HashSet<>();
        for (UsageReport report : reports) {
            if (!events.containsKey(report.eventId())) {
                undo.put(events, report.eventId(), report);
                fresh.add(report.eventId());
            }
        }
        return fresh;
    }

    @Override
    public void post(List<Posting> made) {
        for (Posting posting : made) {
            List<Posting> ofEvent = new ArrayList<>(postings.getOrDefault(posting.eventId(), List.of()));
            ofEvent.add(posting);
            undo.put(postings, posting.eventId(), List.copyOf(ofEvent));
        }
    }

    private static DoubtShare share(Posting posting) {
        return new DoubtShare(
                new Place(posting.budgetId(), posting.periodStart()), posting.leaseId(), posting.inDoubtNanos());
    }

    private List<LeaseAccount> found(SortedSet<UUID> ids) {
        List<LeaseAccount> found = new ArrayList<>(ids.size());
        for (UUID id : ids) {
            LeaseAccount lease = leases.get(id);
            if (lease != null) {
                found.add(lease);
            }
        }
        return found;
    }

    private Optional<PeriodAccount> at(Place place) {
        return Optional.ofNullable(periods.floorEntry(place))
                .map(Map.Entry::getValue)
                .filter(period -> period.budgetId().equals(place.budgetId())
                        && period.window().contains(place.at()));
    }

    private Optional<PeriodAccount> make(Place place) {
        Terms terms = budgets.get(place.budgetId());
        if (terms == null) {
            return Optional.empty();
        }
        PeriodAccount made = new PeriodAccount(
                place.budgetId(),
                terms.calendar().apply(place.at()),
                new Account(terms.limitNanos(), terms.hard(), 0, 0, 0),
                0);
        undo.put(periods, made.place(), made);
        return Optional.of(made);
    }

    private Terms terms(UUID budgetId) {
        Terms terms = budgets.get(budgetId);
        if (terms == null) {
            throw new IllegalArgumentException("no budget " + budgetId);
        }
        return terms;
    }
}
