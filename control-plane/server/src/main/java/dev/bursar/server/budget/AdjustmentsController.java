package dev.bursar.server.budget;

import dev.bursar.adminapi.budget.Adjustment;
import dev.bursar.adminapi.budget.AdjustmentsApi;
import dev.bursar.adminapi.budget.CreateAdjustment;
import dev.bursar.adminapi.common.Page;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Idempotency;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.sql.tables.records.BudgetAdjustmentRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class AdjustmentsController implements AdjustmentsApi {
    private final Callers callers;
    private final Tenancy tenancy;
    private final Idempotency idempotency;
    private final NewAdjustments wishes;
    private final BudgetAdjustments adjustments;
    private final Clock clock;

    AdjustmentsController(
            Callers callers,
            Tenancy tenancy,
            Idempotency idempotency,
            NewAdjustments wishes,
            BudgetAdjustments adjustments,
            Clock clock) {
        this.callers = callers;
        this.tenancy = tenancy;
        this.idempotency = idempotency;
        this.wishes = wishes;
        this.adjustments = adjustments;
        this.clock = clock;
    }

    @Override
    public ResponseEntity<Adjustment> create(
            UUID organizationId, UUID budgetId, @Nullable String idempotencyKey, CreateAdjustment request) {
        Caller caller = caller(organizationId, Action.BUDGET_WRITE);
        return ResponseEntity.status(201)
                .body(tenancy.write(
                        organizationId,
                        tx -> idempotency.once(
                                tx,
                                organizationId,
                                caller.actorId(),
                                idempotencyKey,
                                "adjustment.create " + budgetId,
                                request,
                                Adjustment.class,
                                () -> create(tx, caller, budgetId, request))));
    }

    @Override
    public Page<Adjustment> list(UUID organizationId, UUID budgetId, @Nullable String cursor, @Nullable Integer size) {
        Caller caller = caller(organizationId, Action.BUDGET_READ);
        int limit = Cursors.size(size);
        Optional<Cursors.At> after = Cursors.at(cursor);
        Instant now = clock.instant();
        return tenancy.read(organizationId, tx -> {
            BudgetPlaces.require(tx, caller, Action.BUDGET_READ, budgetId);
            Page<BudgetAdjustmentRecord> page = Cursors.page(
                    JooqAdjustments.page(tx, organizationId, budgetId, after, limit),
                    limit,
                    last -> Cursors.after(last.getCreatedAt(), last.getAdjustmentId()));
            return new Page<>(page.items().stream().map(row -> view(row, now)).toList(), page.next());
        });
    }

    @Override
    public ResponseEntity<Adjustment> end(UUID organizationId, UUID budgetId, UUID adjustmentId) {
        Caller caller = caller(organizationId, Action.BUDGET_WRITE);
        return ResponseEntity.ok(tenancy.write(organizationId, tx -> {
            BudgetPlaces.require(tx, caller, Action.BUDGET_WRITE, budgetId);
            adjustments.end(tx, caller, budgetId, adjustmentId);
            return find(tx, organizationId, budgetId, adjustmentId);
        }));
    }

    private Adjustment create(DSLContext tx, Caller caller, UUID budgetId, CreateAdjustment request) {
        BudgetPlaces.require(tx, caller, Action.BUDGET_WRITE, budgetId);
        UUID id = adjustments.create(tx, caller, wishes.read(tx, caller, budgetId, request));
        return find(tx, caller.organizationId(), budgetId, id);
    }

    private Adjustment find(DSLContext tx, UUID organizationId, UUID budgetId, UUID adjustmentId) {
        return JooqAdjustments.find(tx, organizationId, budgetId, adjustmentId)
                .map(row -> view(row, clock.instant()))
                .orElseThrow(() -> ProblemException.notFound("adjustment"));
    }

    private static Adjustment view(BudgetAdjustmentRecord row, Instant now) {
        return new Adjustment(
                row.getAdjustmentId(),
                row.getBudgetId(),
                row.getKind(),
                state(row, now),
                Amounts.money(row.getAmountNanos()),
                BudgetView.utc(row.getStartsAt()),
                BudgetView.utcOrNull(JooqAdjustments.end(row)),
                row.getReason(),
                row.getBreakGlass(),
                row.getBudgetRequestId(),
                row.getCreatedBy(),
                BudgetView.utc(row.getCreatedAt()));
    }

    private static String state(BudgetAdjustmentRecord row, Instant now) {
        Instant end = JooqAdjustments.end(row);
        if (end != null && !end.isAfter(now)) {
            return "ended";
        }
        return row.getStartsAt().isAfter(now) ? "planned" : "active";
    }

    private Caller caller(UUID organizationId, Action action) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(action);
        return caller;
    }
}
