package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetsApi;
import dev.bursar.adminapi.budget.CreateBudget;
import dev.bursar.adminapi.budget.Lease;
import dev.bursar.adminapi.budget.UpdateBudget;
import dev.bursar.adminapi.common.Page;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.Idempotency;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.platform.web.Searches;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class BudgetsController implements BudgetsApi {
    private final Callers callers;
    private final Tenancy tenancy;
    private final Idempotency idempotency;
    private final Budgets budgets;
    private final BudgetChanges changes;
    private final JooqBudgets store;
    private final Caps caps;
    private final LeaseReadModel leases;
    private final Clock clock;

    BudgetsController(
            Callers callers,
            Tenancy tenancy,
            Idempotency idempotency,
            Budgets budgets,
            BudgetChanges changes,
            JooqBudgets store,
            Caps caps,
            LeaseReadModel leases,
            Clock clock) {
        this.callers = callers;
        this.tenancy = tenancy;
        this.idempotency = idempotency;
        this.budgets = budgets;
        this.changes = changes;
        this.store = store;
        this.caps = caps;
        this.leases = leases;
        this.clock = clock;
    }

    @Override
    public ResponseEntity<Budget> create(UUID organizationId, @Nullable String idempotencyKey, CreateBudget request) {
        Caller caller = caller(organizationId, Action.BUDGET_WRITE);
        Budget created = tenancy.write(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        "budget.create",
                        request,
                        Budget.class,
                        () -> shown(
                                tx,
                                organizationId,
                                budgets.create(tx, caller, request).id())));
        return Etags.created(created, created.version());
    }

    @Override
    public Page<Budget> list(
            UUID organizationId,
            @Nullable String scope,
            @Nullable String search,
            @Nullable String cursor,
            @Nullable Integer size) {
        Caller caller = caller(organizationId, Action.BUDGET_READ);
        if (scope != null && Level.depth(scope) < 0) {
            throw ProblemException.field("scope", "scope_unknown", "There is no such scope.");
        }
        Condition wanted = BudgetPlaces.within(caller.reach(Action.BUDGET_READ), organizationId)
                .and(scope == null ? DSL.noCondition() : BUDGET.SCOPE.eq(scope))
                .and(Searches.anyContains(search, BUDGET.NAME));
        int pageSize = Cursors.size(size);
        Optional<Cursors.At> after = Cursors.at(cursor);
        return tenancy.read(organizationId, tx -> {
            Page<BudgetView> page = Cursors.page(
                    store.page(tx, organizationId, wanted, after, pageSize, clock.instant()),
                    pageSize,
                    view -> Cursors.after(view.createdAt(), view.id()));
            return new Page<>(caps.shown(tx, organizationId, page.items(), clock.instant()), page.next());
        });
    }

    @Override
    public ResponseEntity<Budget> get(UUID organizationId, UUID budgetId) {
        Caller caller = caller(organizationId, Action.BUDGET_READ);
        return tenancy.read(organizationId, tx -> {
            BudgetPlaces.require(tx, caller, Action.BUDGET_READ, budgetId);
            return answer(tx, organizationId, budgetId);
        });
    }

    @Override
    public ResponseEntity<Budget> update(
            UUID organizationId, UUID budgetId, @Nullable String ifMatch, UpdateBudget request) {
        Caller caller = caller(organizationId, Action.BUDGET_WRITE);
        return tenancy.write(organizationId, tx -> {
            BudgetPlaces.require(tx, caller, Action.BUDGET_WRITE, budgetId);
            changes.update(tx, caller, budgetId, ifMatch, request);
            return answer(tx, organizationId, budgetId);
        });
    }

    @Override
    public ResponseEntity<Budget> archive(UUID organizationId, UUID budgetId) {
        Caller caller = caller(organizationId, Action.BUDGET_WRITE);
        return tenancy.write(organizationId, tx -> {
            BudgetPlaces.require(tx, caller, Action.BUDGET_WRITE, budgetId);
            changes.archive(tx, caller, budgetId);
            return answer(tx, organizationId, budgetId);
        });
    }

    @Override
    public Page<Lease> leases(UUID organizationId, UUID budgetId, @Nullable String cursor, @Nullable Integer size) {
        Caller caller = caller(organizationId, Action.BUDGET_READ);
        int pageSize = Cursors.size(size);
        Optional<Cursors.At> after = Cursors.at(cursor);
        return tenancy.read(organizationId, tx -> {
            BudgetPlaces.require(tx, caller, Action.BUDGET_READ, budgetId);
            return leases.page(tx, organizationId, budgetId, after, pageSize, clock.instant());
        });
    }

    private Caller caller(UUID organizationId, Action action) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(action);
        return caller;
    }

    private ResponseEntity<Budget> answer(DSLContext tx, UUID organizationId, UUID budgetId) {
        Budget budget = shown(tx, organizationId, budgetId);
        return Etags.ok(budget, budget.version());
    }

    private Budget shown(DSLContext tx, UUID organizationId, UUID budgetId) {
        BudgetView view = store.find(tx, organizationId, budgetId, clock.instant())
                .orElseThrow(() -> ProblemException.notFound("budget"));
        return caps.shown(tx, organizationId, List.of(view), clock.instant()).getFirst();
    }
}
