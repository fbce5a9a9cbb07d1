package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.publication.PolicyChanges;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Budgets for the other capabilities. Everything happens in the transaction that they bring. */
@Component
public final class Budgets {
    private final JooqBudgets store;
    private final AuditLog audit;
    private final PolicyChanges policy;
    private final Ids ids;
    private final Clock clock;

    Budgets(JooqBudgets store, AuditLog audit, PolicyChanges policy, Ids ids, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.policy = policy;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A hard budget of a key's own. Whether the caller may issue the key was decided before. The key must be in the
     * database already.
     *
     * @param limitNanos 0 or more
     */
    public Budget createForKey(DSLContext tx, Caller caller, UUID keyId, String name, long limitNanos, Period period) {
        return create(tx, caller, new NewBudget(name, "key", keyId, period, limitNanos, true));
    }

    /** A hard budget over everything that the organization spends. */
    public Budget createForOrganization(DSLContext tx, Caller caller, String name, long limitNanos, Period period) {
        return create(
                tx, caller, new NewBudget(name, "organization", caller.organizationId(), period, limitNanos, true));
    }

    /** The newest active budget of the key's own. */
    public Optional<Budget> ofKey(DSLContext tx, UUID organizationId, UUID keyId) {
        return Optional.ofNullable(ofKeys(tx, organizationId, List.of(keyId)).get(keyId));
    }

    /** By key; keys without one are not in it. */
    public Map<UUID, Budget> ofKeys(DSLContext tx, UUID organizationId, Collection<UUID> keyIds) {
        if (keyIds.isEmpty()) {
            return Map.of();
        }
        return store.ofKeys(tx, organizationId, keyIds, clock.instant()).stream()
                .collect(Collectors.toMap(BudgetView::scopeId, Function.identity(), Budgets::newer))
                .values()
                .stream()
                .collect(Collectors.toUnmodifiableMap(BudgetView::scopeId, BudgetView::toApi));
    }

    /** By id; unknown ones are not in it. */
    public Map<UUID, Budget> find(DSLContext tx, UUID organizationId, Collection<UUID> budgetIds) {
        return store.findAll(tx, organizationId, budgetIds, clock.instant()).stream()
                .collect(Collectors.toUnmodifiableMap(BudgetView::id, BudgetView::toApi));
    }

    Budget create(DSLContext tx, Caller caller, NewBudget wanted) {
        UUID id = ids.next();
        tx.insertInto(BUDGET)
                .set(BUDGET.ORGANIZATION_ID, caller.organizationId())
                .set(BUDGET.BUDGET_ID, id)
                .set(BUDGET.NAME, wanted.name())
                .set(BUDGET.SCOPE, wanted.scope())
                .set(BUDGET.SCOPE_ID, wanted.scopeId())
                .set(BUDGET.PERIOD, wanted.period().text())
                .set(BUDGET.LIMIT_NANOS, wanted.limitNanos())
                .set(BUDGET.HARD, wanted.hard())
                .set(BUDGET.STATE, "active")
                .set(BUDGET.CREATED_AT, clock.instant())
                .execute();
        audit.append(tx, caller, AuditLog.Change.created("budget.created", "budget", id, wanted.name(), facts(wanted)));
        policy.touch(tx, caller.organizationId(), PolicyChanges.Kind.BUDGET, id.toString());
        return store.find(tx, caller.organizationId(), id, clock.instant())
                .orElseThrow()
                .toApi();
    }

    /** @param limitNanos nano-USD, 0 or more */
    record NewBudget(String name, String scope, UUID scopeId, Period period, long limitNanos, boolean hard) {}

    private static Map<String, @Nullable Object> facts(NewBudget budget) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("name", budget.name());
        facts.put("scope", budget.scope());
        facts.put("scopeId", budget.scopeId().toString());
        facts.put("period", budget.period().text());
        facts.put("limitUsd", Amounts.money(budget.limitNanos()).usd());
        facts.put("hard", budget.hard());
        return facts;
    }

    private static BudgetView newer(BudgetView a, BudgetView b) {
        return a.createdAt().isAfter(b.createdAt()) ? a : b;
    }
}
