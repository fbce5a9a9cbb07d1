package dev.bursar.server.budget;

import dev.bursar.policy.budget.Books;
import dev.bursar.policy.budget.BudgetTerms;
import dev.bursar.policy.budget.DoubtShare;
import dev.bursar.policy.budget.Grant;
import dev.bursar.policy.budget.LeaseAccount;
import dev.bursar.policy.budget.NodeLife;
import dev.bursar.policy.budget.PeriodAccount;
import dev.bursar.policy.budget.Place;
import dev.bursar.policy.budget.Resolution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Query;

/** An organization's books in PostgreSQL, for one transaction. */
final class JooqBooks implements Books {
    private final DSLContext tx;
    private final UUID organizationId;
    private final Instant now;
    private final BookStores stores;
    private final Map<UUID, LeaseAccount.State> read = new HashMap<>();
    private final Map<UUID, BudgetView> views = new HashMap<>();

    JooqBooks(DSLContext tx, UUID organizationId, Instant now, BookStores stores) {
        this.tx = tx;
        this.organizationId = organizationId;
        this.now = now;
        this.stores = stores;
    }

    @Override
    public Set<NodeLife> holdOpen(Collection<NodeLife> lives) {
        return stores.fleet().holdOpen(tx, lives);
    }

    @Override
    public Map<UUID, BudgetTerms> terms(Collection<UUID> budgetIds, Instant at) {
        return views(budgetIds).values().stream()
                .map(view -> new BudgetTerms(
                        view.id(),
                        view.account().hard(),
                        view.state().equals("active"),
                        Level.depth(view.scope()),
                        view.window()))
                .collect(Collectors.toMap(BudgetTerms::budgetId, terms -> terms));
    }

    /** As they were at the first look of this transaction: for names and terms, not for amounts. */
    Map<UUID, BudgetView> views(Collection<UUID> budgetIds) {
        if (!views.keySet().containsAll(budgetIds)) {
            stores.budgets().findAll(tx, organizationId, budgetIds, now).forEach(view -> views.put(view.id(), view));
        }
        return Map.copyOf(views);
    }

    @Override
    public SortedMap<Place, PeriodAccount> lock(SortedSet<Place> places, Instant at) {
        return stores.periods().lockAll(tx, organizationId, places);
    }

    @Override
    public List<LeaseAccount> leases(Collection<UUID> leaseIds) {
        return noted(stores.leases().find(tx, organizationId, leaseIds));
    }

    @Override
    public List<LeaseAccount> leasesOf(Collection<NodeLife> lives, Collection<PeriodAccount> periods) {
        return noted(stores.leases().ofLives(tx, organizationId, lives, periods));
    }

    @Override
    public List<LeaseAccount> leasesOf(NodeLife life) {
        return noted(stores.leases().ofLife(tx, organizationId, life));
    }

    @Override
    public List<LeaseAccount> expired(Instant before, int atMost) {
        return noted(stores.leases().expired(tx, organizationId, before, atMost));
    }

    /** In one round trip, since the accounts are locked meanwhile. */
    @Override
    public void save(Collection<PeriodAccount> periods, Collection<LeaseAccount> leases, Collection<Answer> answers) {
        List<LeaseAccount> fresh = new ArrayList<>();
        List<LeaseAccount> known = new ArrayList<>();
        leases.forEach(lease -> (read.containsKey(lease.id()) ? known : fresh).add(lease));
        List<Query> writes = new ArrayList<>();
        add(writes, answers, some -> stores.answers().inserting(tx, organizationId, some));
        add(writes, periods, some -> stores.periods().saving(tx, organizationId, some));
        add(writes, known, some -> stores.leases().saving(tx, organizationId, some));
        add(writes, fresh, some -> stores.leases().inserting(tx, organizationId, some, now));
        add(writes, dues(leases).entrySet(), some -> stores.leases().holding(tx, organizationId, some));
        Writes.execute(tx, writes);
        noted(leases);
    }

    private static <T> void add(List<Query> writes, Collection<T> some, Function<Collection<T>, Query> write) {
        if (!some.isEmpty()) {
            writes.add(write.apply(some));
        }
    }

    /** When lives whose leases became open are to be looked at; in the order in which all transactions write them. */
    private SortedMap<NodeLife, Instant> dues(Collection<LeaseAccount> leases) {
        SortedMap<NodeLife, Instant> dues =
                new TreeMap<>(Comparator.comparing(NodeLife::nodeId).thenComparing(NodeLife::epoch));
        for (LeaseAccount lease : leases) {
            if (lease.state() == LeaseAccount.State.OPEN && read.get(lease.id()) != LeaseAccount.State.OPEN) {
                Instant due = lease.expiresAt().plus(stores.terms().grace());
                dues.merge(lease.life(), due, (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        return dues;
    }

    @Override
    public Map<Call, List<Grant>> answers(Collection<Call> calls) {
        return stores.answers().find(tx, organizationId, calls);
    }

    @Override
    public void forgetAnswers(NodeLife life) {
        stores.answers().forget(tx, organizationId, life);
    }

    @Override
    public List<DoubtShare> doubts(UUID eventId) {
        return stores.resolutions().open(tx, organizationId, eventId);
    }

    @Override
    public void record(Collection<Resolution> resolutions) {
        resolutions.forEach(resolution -> stores.resolutions().insert(tx, organizationId, resolution));
    }

    private <C extends Collection<LeaseAccount>> C noted(C leases) {
        leases.forEach(lease -> read.put(lease.id(), lease.state()));
        return leases;
    }
}
