package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.BUDGET_ADJUSTMENT;

import dev.bursar.policy.money.Nanos;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.ProblemException;
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

        private Map<String, @Nullable Object> facts() {
            Map<String, @Nullable Object> facts = new TreeMap<>();
            facts.put("budgetId", budgetId.toString());
            facts.put("kind", "top_up");
            facts.put("amountUsd", Amounts.money(amountNanos).usd());
            facts.put("expiresAt", expiresAt == null ? null : expiresAt.toString());
            facts.put("reason", reason);
            facts.put("breakGlass", breakGlass);
            facts.put("requestId", requestId == null ? null : requestId.toString());
            return facts;
        }
    }

    /** @throws ProblemException 404 or 409 if the budget cannot be raised */
    public UUID topUp(DSLContext tx, Caller caller, TopUp topUp) {
        UUID organization = caller.organizationId();
        Instant now = clock.instant();
        BudgetRecord budget = raisable(tx, organization, topUp.budgetId());
        periods.lock(tx, organization, topUp.budgetId(), now);
        UUID id = ids.next();
        insert(tx, caller, id, topUp, now);
        periods.refresh(tx, organization, topUp.budgetId(), now);
        if (topUp.breakGlass()) {
            String sentence = caller.actorName() + " raised the budget " + budget.getName() + " by "
                    + Amounts.money(topUp.amountNanos()).usd() + " USD in an emergency: " + topUp.reason();
            news.forEach(n -> n.brokeGlass(tx, organization, topUp.budgetId(), id, sentence));
        }
        audit.append(
                tx,
                caller,
                AuditLog.Change.created(
                        "budget_adjustment.created", "budget_adjustment", id, budget.getName(), topUp.facts()));
        return id;
    }

    private static BudgetRecord raisable(DSLContext tx, UUID organization, UUID budgetId) {
        BudgetRecord budget = tx.selectFrom(BUDGET)
                .where(BUDGET.ORGANIZATION_ID.eq(organization), BUDGET.BUDGET_ID.eq(budgetId))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> ProblemException.notFound("budget"));
        requireRaisable(budget.getKind(), budget.getState());
        return budget;
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

    private void insert(DSLContext tx, Caller caller, UUID id, TopUp topUp, Instant now) {
        tx.insertInto(BUDGET_ADJUSTMENT)
                .set(BUDGET_ADJUSTMENT.ORGANIZATION_ID, caller.organizationId())
                .set(BUDGET_ADJUSTMENT.ADJUSTMENT_ID, id)
                .set(BUDGET_ADJUSTMENT.BUDGET_ID, topUp.budgetId())
                .set(BUDGET_ADJUSTMENT.KIND, "top_up")
                .set(BUDGET_ADJUSTMENT.AMOUNT_NANOS, topUp.amountNanos())
                .set(BUDGET_ADJUSTMENT.STARTS_AT, now)
                .set(BUDGET_ADJUSTMENT.EXPIRES_AT, topUp.expiresAt())
                .set(BUDGET_ADJUSTMENT.REASON, topUp.reason())
                .set(BUDGET_ADJUSTMENT.BREAK_GLASS, topUp.breakGlass())
                .set(BUDGET_ADJUSTMENT.BUDGET_REQUEST_ID, topUp.requestId())
                .set(BUDGET_ADJUSTMENT.CREATED_BY, caller.actorName())
                .set(BUDGET_ADJUSTMENT.CREATED_AT, now)
                .execute();
    }
}
