package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET_ADJUSTMENT;

import dev.bursar.policy.money.Nanos;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.appointment.Appointments;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.sql.tables.records.BudgetAdjustmentRecord;
import dev.bursar.server.sql.tables.records.BudgetRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes adjustments of a budget's limit, in the transaction of whoever decided so. Budget first, then its period. */
@Component
public final class BudgetAdjustments {
    private static final String KIND = "budget_adjustment";

    private final JooqPeriods periods;
    private final List<BudgetNews> news;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    BudgetAdjustments(JooqPeriods periods, List<BudgetNews> news, AuditLog audit, Ids ids, Clock clock) {
        this.periods = periods;
        this.news = List.copyOf(news);
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Adds to the running period from now on.
     *
     * @param amountNanos more than 0
     * @param expiresAt null: with the period
     * @param breakGlass past the four-eyes rule
     * @param requestId the request for more that it answers; null: none
     */
    public record TopUp(
            UUID budgetId,
            long amountNanos,
            @Nullable Instant expiresAt,
            String reason,
            boolean breakGlass,
            @Nullable UUID requestId) {
        public TopUp {
            if (amountNanos <= 0 || amountNanos > Nanos.MAX) {
                throw new IllegalArgumentException("a top-up is more than nothing");
            }
        }
    }

    /** Any adjustment. @param kind {@code top_up} or {@code override}. @param startsAt now or later */
    record Wanted(
            UUID budgetId,
            String kind,
            long amountNanos,
            Instant startsAt,
            @Nullable Instant expiresAt,
            String reason,
            boolean breakGlass,
            @Nullable UUID requestId) {}

    /** @throws ProblemException 404 or 409 if the budget cannot be raised */
    public UUID topUp(DSLContext tx, Caller caller, TopUp topUp) {
        return create(
                tx,
                caller,
                new Wanted(
                        topUp.budgetId(),
                        "top_up",
                        topUp.amountNanos(),
                        clock.instant(),
                        topUp.expiresAt(),
                        topUp.reason(),
                        topUp.breakGlass(),
                        topUp.requestId()));
    }

    UUID create(DSLContext tx, Caller caller, Wanted wanted) {
        UUID organization = caller.organizationId();
        Instant now = clock.instant();
        BudgetRecord budget = BudgetChanges.lock(tx, organization, wanted.budgetId());
        requireRaisable(budget.getKind(), budget.getState());
        periods.lock(tx, organization, wanted.budgetId(), now);
        BudgetAdjustmentRecord row = row(caller, wanted, now);
        tx.insertInto(BUDGET_ADJUSTMENT).set(row).execute();
        periods.refresh(tx, organization, wanted.budgetId(), now);
        if (wanted.startsAt().isAfter(now)) {
            String subject = wanted.budgetId().toString();
            Appointments.make(tx, organization, Appointments.Kind.LIMIT, subject, wanted.startsAt());
        }
        if (wanted.breakGlass()) {
            tell(tx, caller, budget, row);
        }
        audit.append(
                tx,
                caller,
                AuditLog.Change.created(
                        "budget_adjustment.created", KIND, row.getAdjustmentId(), budget.getName(), facts(row)));
        return row.getAdjustmentId();
    }

    /** Twice is once. @throws ProblemException 404 if there is none */
    void end(DSLContext tx, Caller caller, UUID budgetId, UUID adjustmentId) {
        UUID organization = caller.organizationId();
        Instant now = clock.instant();
        BudgetRecord budget = BudgetChanges.lock(tx, organization, budgetId);
        BudgetAdjustmentRecord row = JooqAdjustments.find(tx, organization, budgetId, adjustmentId)
                .orElseThrow(() -> ProblemException.notFound("adjustment"));
        Instant end = JooqAdjustments.end(row);
        if (end != null && !end.isAfter(now)) {
            return;
        }
        periods.lock(tx, organization, budgetId, now);
        JooqAdjustments.end(tx, organization, adjustmentId, now);
        periods.refresh(tx, organization, budgetId, now);
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(
                        "budget_adjustment.ended",
                        KIND,
                        adjustmentId,
                        budget.getName(),
                        Map.of("endedAt", ""),
                        Map.of("endedAt", now.toString())));
    }

    /** @throws ProblemException 409 if such a budget takes no raise */
    public static void requireRaisable(String kind, String state) {
        if (!state.equals("active")) {
            throw new ProblemException(409, "budget_archived", "An archived budget does not change any more.");
        }
        if (kind.equals("credit")) {
            throw new ProblemException(409, "budget_is_credit", "Prepaid credit grows by paying in, not by a raise.");
        }
    }

    private void tell(DSLContext tx, Caller caller, BudgetRecord budget, BudgetAdjustmentRecord row) {
        String what = row.getKind().equals("override") ? " to " : " by ";
        String sentence = caller.actorName() + " raised the budget " + budget.getName() + what
                + Amounts.money(row.getAmountNanos()).usd() + " USD in an emergency: " + row.getReason();
        news.forEach(one ->
                one.brokeGlass(tx, caller.organizationId(), budget.getBudgetId(), row.getAdjustmentId(), sentence));
    }

    private BudgetAdjustmentRecord row(Caller caller, Wanted wanted, Instant now) {
        BudgetAdjustmentRecord row = new BudgetAdjustmentRecord();
        row.setOrganizationId(caller.organizationId());
        row.setAdjustmentId(ids.next());
        row.setBudgetId(wanted.budgetId());
        row.setKind(wanted.kind());
        row.setAmountNanos(wanted.amountNanos());
        row.setStartsAt(wanted.startsAt());
        row.setExpiresAt(wanted.expiresAt());
        row.setReason(wanted.reason());
        row.setBreakGlass(wanted.breakGlass());
        row.setBudgetRequestId(wanted.requestId());
        row.setCreatedBy(caller.actorName());
        row.setCreatedAt(now);
        return row;
    }

    private static Map<String, @Nullable Object> facts(BudgetAdjustmentRecord row) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("budgetId", row.getBudgetId().toString());
        facts.put("kind", row.getKind());
        facts.put("amountUsd", Amounts.money(row.getAmountNanos()).usd());
        facts.put("startsAt", row.getStartsAt().toString());
        facts.put(
                "expiresAt",
                row.getExpiresAt() == null ? null : row.getExpiresAt().toString());
        facts.put("reason", row.getReason());
        facts.put("breakGlass", row.getBreakGlass());
        facts.put(
                "requestId",
                row.getBudgetRequestId() == null
                        ? null
                        : row.getBudgetRequestId().toString());
        return facts;
    }
}
