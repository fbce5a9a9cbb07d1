package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.CreateBudget;
import dev.bursar.policy.period.Period;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.publication.PolicyChanges;
import dev.bursar.server.sql.tables.records.BudgetRecord;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return create(
                tx, caller, new NewBudget("key", keyId, period, null, true, BudgetSettings.plain(name, limitNanos)));
    }

    /** A hard budget over everything that the organization spends. */
    public Budget createForOrganization(DSLContext tx, Caller caller, String name, long limitNanos, Period period) {
        BudgetSettings settings = BudgetSettings.plain(name, limitNanos);
        return create(tx, caller, new NewBudget("organization", caller.organizationId(), period, null, true, settings));
    }

    /** Any budget. @throws dev.bursar.server.platform.web.ProblemException 400 if it cannot be so */
    public Budget create(DSLContext tx, Caller caller, CreateBudget request) {
        NewBudget wanted = NewBudgets.read(tx, caller, request);
        return create(tx, caller, wanted);
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

    private Budget create(DSLContext tx, Caller caller, NewBudget wanted) {
        BudgetRecord row = new BudgetRecord();
        row.setOrganizationId(caller.organizationId());
        row.setBudgetId(ids.next());
        row.setScope(wanted.scope());
        row.setScopeId(wanted.scopeId());
        row.setPeriod(wanted.period().text());
        row.setStartsOn(wanted.startsOn());
        row.setHard(wanted.hard());
        row.setState("active");
        row.setCreatedAt(clock.instant());
        wanted.settings().writeTo(row);
        tx.insertInto(BUDGET).set(row).execute();
        UUID id = row.getBudgetId();
        audit.append(
                tx, caller, AuditLog.Change.created("budget.created", "budget", id, row.getName(), wanted.facts()));
        policy.touch(tx, caller.organizationId(), PolicyChanges.Kind.BUDGET, id.toString());
        return store.find(tx, caller.organizationId(), id, clock.instant())
                .orElseThrow()
                .toApi();
    }

    /** @param startsOn first day of a term; null otherwise */
    record NewBudget(
            String scope,
            UUID scopeId,
            Period period,
            @Nullable LocalDate startsOn,
            boolean hard,
            BudgetSettings settings) {
        private Map<String, @Nullable Object> facts() {
            Map<String, @Nullable Object> facts = settings.facts();
            facts.put("scope", scope);
            facts.put("scopeId", scopeId.toString());
            facts.put("period", period.text());
            facts.put("startsOn", startsOn == null ? null : startsOn.toString());
            facts.put("hard", hard);
            return facts;
        }
    }

    private static BudgetView newer(BudgetView a, BudgetView b) {
        return a.createdAt().isAfter(b.createdAt()) ? a : b;
    }
}
