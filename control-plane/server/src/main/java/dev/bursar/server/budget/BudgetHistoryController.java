package dev.bursar.server.budget;

import dev.bursar.adminapi.budget.BudgetHistoryApi;
import dev.bursar.adminapi.budget.BudgetPeriod;
import dev.bursar.adminapi.budget.BudgetPreview;
import dev.bursar.adminapi.budget.BurnDown;
import dev.bursar.adminapi.budget.UpdateBudget;
import dev.bursar.adminapi.common.Page;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.budget.Window;
import dev.bursar.policy.period.Pace;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.sql.tables.records.BudgetPeriodRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class BudgetHistoryController implements BudgetHistoryApi {
    private final Callers callers;
    private final Tenancy tenancy;
    private final JooqBudgets budgets;
    private final HistoryReadModel history;
    private final BudgetPreviews previews;
    private final Clock clock;

    BudgetHistoryController(
            Callers callers,
            Tenancy tenancy,
            JooqBudgets budgets,
            HistoryReadModel history,
            BudgetPreviews previews,
            Clock clock) {
        this.callers = callers;
        this.tenancy = tenancy;
        this.budgets = budgets;
        this.history = history;
        this.previews = previews;
        this.clock = clock;
    }

    @Override
    public BurnDown burnDown(UUID organizationId, UUID budgetId, @Nullable OffsetDateTime periodStart) {
        Caller caller = caller(organizationId, Action.BUDGET_READ);
        return tenancy.read(organizationId, tx -> {
            BudgetView budget = existing(tx, caller, budgetId);
            if (periodStart == null) {
                return burnDown(
                        tx,
                        organizationId,
                        budget.id(),
                        budget.window(),
                        budget.account().limitNanos(),
                        budget.account().settledNanos());
            }
            BudgetPeriodRecord period = history.find(tx, organizationId, budgetId, storable(periodStart))
                    .orElseThrow(() -> ProblemException.notFound("period"));
            return burnDown(
                    tx,
                    organizationId,
                    budget.id(),
                    new Window(period.getPeriodStart(), period.getPeriodEnd()),
                    period.getLimitNanos(),
                    period.getSettledNanos());
        });
    }

    @Override
    public Page<BudgetPeriod> periods(
            UUID organizationId, UUID budgetId, @Nullable String cursor, @Nullable Integer size) {
        Caller caller = caller(organizationId, Action.BUDGET_READ);
        int limit = Cursors.size(size);
        @Nullable Instant before = Cursors.at(cursor).map(Cursors.At::at).orElse(null);
        return tenancy.read(organizationId, tx -> {
            existing(tx, caller, budgetId);
            Page<BudgetPeriodRecord> page = Cursors.page(
                    history.page(tx, organizationId, budgetId, before, limit),
                    limit,
                    last -> Cursors.after(last.getPeriodStart(), budgetId));
            return new Page<>(
                    page.items().stream().map(BudgetHistoryController::period).toList(), page.next());
        });
    }

    @Override
    public BudgetPreview preview(UUID organizationId, UUID budgetId, UpdateBudget request) {
        return previews.of(caller(organizationId, Action.BUDGET_WRITE), budgetId, request);
    }

    private BurnDown burnDown(DSLContext tx, UUID organization, UUID budgetId, Window window, long limit, long spent) {
        Instant now = clock.instant();
        Instant end = window.end();
        boolean over = end != null && !end.isAfter(now);
        Instant until = over && end != null ? end : now;
        Optional<Pace> pace =
                over || end == null ? Optional.empty() : history.pace(tx, organization, budgetId, window.start(), now);
        Optional<Long> forecast = pace.map(it -> spent + it.in(Duration.between(now, end == null ? now : end)));
        Optional<Instant> runsOut =
                pace.flatMap(it -> it.reaches(Math.max(0, limit - spent), now, end == null ? now : end));
        return new BurnDown(
                BudgetView.utc(window.start()),
                BudgetView.utcOrNull(end),
                Amounts.money(limit),
                history.points(tx, organization, budgetId, window.start(), until).stream()
                        .map(point -> new BurnDown.Point(BudgetView.utc(point.at()), Amounts.money(point.spentNanos())))
                        .toList(),
                forecast.map(Amounts::money).orElse(null),
                runsOut.map(BudgetView::utc).orElse(null));
    }

    private static BudgetPeriod period(BudgetPeriodRecord row) {
        return new BudgetPeriod(
                BudgetView.utc(row.getPeriodStart()),
                BudgetView.utcOrNull(row.getPeriodEnd()),
                Amounts.money(row.getLimitNanos()),
                Amounts.money(row.getCarriedNanos()),
                Amounts.money(row.getSettledNanos()),
                Amounts.money(row.getLeasedNanos()),
                Amounts.money(row.getInDoubtNanos()),
                Amounts.money(row.getOverrunNanos()));
    }

    /** No period started before 1970 or starts after 9999. */
    private static Instant storable(OffsetDateTime at) {
        if (at.getYear() < 1970 || at.getYear() > 9999) {
            throw ProblemException.notFound("period");
        }
        return at.toInstant();
    }

    private BudgetView existing(DSLContext tx, Caller caller, UUID budgetId) {
        BudgetPlaces.require(tx, caller, Action.BUDGET_READ, budgetId);
        return budgets.find(tx, caller.organizationId(), budgetId, clock.instant())
                .orElseThrow(() -> ProblemException.notFound("budget"));
    }

    private Caller caller(UUID organizationId, Action action) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(action);
        return caller;
    }
}
