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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

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
    public boolean holdOpen(NodeLife life) {
        return stores.fleet().isOpen(tx, life);
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
    public List<LeaseAccount> leasesOf(NodeLife life, Collection<PeriodAccount> periods) {
        return noted(stores.leases().ofLife(tx, organizationId, life, periods));
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
    public void save(Collection<PeriodAccount> periods, Collection<LeaseAccount> leases, @Nullable Answer answer) {
        List<Query> writes = new ArrayList<>();
        Map<NodeLife, Instant> dues = new HashMap<>();
        if (answer != null) {
            writes.add(stores.answers().inserting(tx, organizationId, answer));
        }
        periods.forEach(period -> writes.add(stores.periods().saving(tx, organizationId, period)));
        for (LeaseAccount lease : leases) {
            LeaseAccount.State before = read.get(lease.id());
            writes.add(
                    before == null
                            ? stores.leases().inserting(tx, organizationId, lease, now)
                            : stores.leases().saving(tx, organizationId, lease));
            if (lease.state() == LeaseAccount.State.OPEN && before != LeaseAccount.State.OPEN) {
                Instant due = lease.expiresAt().plus(stores.terms().grace());
                dues.merge(lease.life(), due, (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        dues.forEach((life, due) -> writes.add(stores.leases().holding(tx, organizationId, life, due)));
        Writes.execute(tx, writes);
        noted(leases);
    }

    @Override
    public Optional<List<Grant>> answer(NodeLife life, long requestId) {
        return stores.answers().find(tx, organizationId, life, requestId);
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
