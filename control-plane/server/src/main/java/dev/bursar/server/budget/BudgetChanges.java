package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.BUDGET_PERIOD;

import dev.bursar.adminapi.budget.UpdateBudget;
import dev.bursar.policy.period.Period;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.publication.PolicyChanges;
import dev.bursar.server.sql.tables.records.BudgetRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes of a budget. Its row is locked first, then the account of the running period. */
@Component
final class BudgetChanges {
    private static final String KIND = "budget";

    private final JooqPeriods periods;
    private final FourEyes fourEyes;
    private final AuditLog audit;
    private final PolicyChanges policy;
    private final Clock clock;

    BudgetChanges(JooqPeriods periods, FourEyes fourEyes, AuditLog audit, PolicyChanges policy, Clock clock) {
        this.periods = periods;
        this.fourEyes = fourEyes;
        this.audit = audit;
        this.policy = policy;
        this.clock = clock;
    }

    /** A lowered limit stops grants at once; what is out already stays out (see the kernel's account). */
    void update(DSLContext tx, Caller caller, UUID budgetId, @Nullable String ifMatch, UpdateBudget request) {
        UUID organization = caller.organizationId();
        BudgetRecord budget = lock(tx, organization, budgetId);
        Etags.require(ifMatch, budget.getVersion());
        BudgetSettings before = BudgetSettings.of(budget);
        BudgetSettings after = apply(tx, organization, budget, request);
        if (after.equals(before)) {
            return;
        }
        fourEyes.requireOnePersonMay(tx, caller, budgetId, after.limitNanos() - before.limitNanos());
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed("budget.updated", KIND, budgetId, after.name(), before.facts(), after.facts()));
        if (!after.samePolicyAs(before)) {
            policy.touch(tx, organization, PolicyChanges.Kind.BUDGET, budgetId.toString());
        }
    }

    /**
     * Writes the rows, and nothing that others hear of: a preview does this and takes it back.
     *
     * @return the settings as they are now
     */
    BudgetSettings apply(DSLContext tx, UUID organization, BudgetRecord budget, UpdateBudget request) {
        requireActive(budget);
        BudgetSettings before = BudgetSettings.of(budget);
        BudgetSettings after = changed(budget, before, request);
        if (after.equals(before)) {
            return before;
        }
        Period period = Period.of(budget.getPeriod()).orElseThrow();
        requireEndAhead(tx, organization, before, after);
        BudgetRules.check(tx, organization, period, budget.getHard(), budget.getStartsOn(), after);
        Instant now = clock.instant();
        // The running period gets what was left by what held until now.
        periods.lock(tx, organization, budget.getBudgetId(), now);
        after.writeTo(budget);
        write(tx, organization, budget);
        if (!Objects.equals(after.endsOn(), before.endsOn())) {
            moveEnd(tx, organization, budget, now);
        }
        periods.refresh(tx, organization, budget.getBudgetId(), now);
        return after;
    }

    /** @throws ProblemException 409 while anything is leased or in doubt, in any period */
    void archive(DSLContext tx, Caller caller, UUID budgetId) {
        UUID organization = caller.organizationId();
        BudgetRecord before = lock(tx, organization, budgetId);
        if (before.getState().equals("archived")) {
            return;
        }
        if (before.getKind().equals("credit")) {
            throw new ProblemException(
                    409, "budget_is_credit", "What is prepaid stays the root; pay back what is free of it instead.");
        }
        periods.lockExisting(tx, organization, budgetId, clock.instant());
        if (periods.holdsMoney(tx, organization, budgetId)) {
            throw new ProblemException(
                    409,
                    "budget_has_money_held",
                    "Gateways hold money of this budget, or some of it is in doubt. Archive it when that has settled.");
        }
        tx.update(BUDGET)
                .set(BUDGET.STATE, "archived")
                .set(BUDGET.VERSION, BUDGET.VERSION.plus(1))
                .where(row(organization, budgetId))
                .execute();
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(
                        "budget.archived",
                        KIND,
                        budgetId,
                        before.getName(),
                        Map.of("state", "active"),
                        Map.of("state", "archived")));
        policy.touch(tx, organization, PolicyChanges.Kind.BUDGET, budgetId.toString());
    }

    /** @throws ProblemException 404 if there is none */
    static BudgetRecord lock(DSLContext tx, UUID organization, UUID budgetId) {
        return tx.selectFrom(BUDGET)
                .where(row(organization, budgetId))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> ProblemException.notFound(KIND));
    }

    /** @throws ProblemException 409 for an archived one */
    static void requireActive(BudgetRecord budget) {
        if (!budget.getState().equals("active")) {
            throw new ProblemException(409, "budget_archived", "An archived budget does not change any more.");
        }
    }

    private static BudgetSettings changed(BudgetRecord budget, BudgetSettings now, UpdateBudget request) {
        String limit = request.limitUsd();
        if (limit != null && budget.getKind().equals("credit")) {
            throw new ProblemException(
                    409, "budget_is_credit", "What is prepaid grows by paying in and shrinks by refunds, not by hand.");
        }
        String atCap = Objects.requireNonNullElse(request.atCap(), now.atCap());
        String kept = atCap.equals("downgrade") ? now.downgradeModel() : null;
        return new BudgetSettings(
                request.name() == null ? now.name() : request.name().strip(),
                limit == null ? now.limitNanos() : Amounts.parse("limitUsd", limit),
                request.endsOn() == null ? now.endsOn() : request.endsOn(),
                request.models() == null ? now.models() : BudgetRules.models(request.models()),
                Objects.requireNonNullElse(request.mode(), now.mode()),
                atCap,
                request.downgradeModel() == null ? kept : request.downgradeModel(),
                request.carryOver() == null ? now.carryOver() : request.carryOver(),
                owner(now, request));
    }

    private static @Nullable UUID owner(BudgetSettings now, UpdateBudget request) {
        if (!Boolean.TRUE.equals(request.withoutOwner())) {
            return request.ownerMemberId() == null ? now.ownerMemberId() : request.ownerMemberId();
        }
        if (request.ownerMemberId() != null) {
            throw ProblemException.field(
                    "withoutOwner", "owner_contradicts", "A budget has the owner that is named, or none.");
        }
        return null;
    }

    /** What is over stays as it was. */
    private void requireEndAhead(DSLContext tx, UUID organization, BudgetSettings before, BudgetSettings after) {
        LocalDate was = before.endsOn();
        LocalDate is = after.endsOn();
        if (was == null || is == null || was.equals(is)) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(
                clock.instant(), Schedules.calendar(tx, organization).zone());
        if (was.isBefore(today)) {
            throw new ProblemException(409, "term_over", "This term is over. Make a new budget for the next.");
        }
        if (is.isBefore(today)) {
            throw ProblemException.field("endsOn", "end_in_the_past", "A term ends today or later.");
        }
    }

    private static void write(DSLContext tx, UUID organization, BudgetRecord budget) {
        tx.update(BUDGET)
                .set(BUDGET.NAME, budget.getName())
                .set(BUDGET.LIMIT_NANOS, budget.getLimitNanos())
                .set(BUDGET.ENDS_ON, budget.getEndsOn())
                .set(BUDGET.MODELS, budget.getModels())
                .set(BUDGET.MODE, budget.getMode())
                .set(BUDGET.AT_CAP, budget.getAtCap())
                .set(BUDGET.DOWNGRADE_MODEL, budget.getDowngradeModel())
                .set(BUDGET.CARRY_OVER, budget.getCarryOver())
                .set(BUDGET.OWNER_MEMBER_ID, budget.getOwnerMemberId())
                .set(BUDGET.VERSION, BUDGET.VERSION.plus(1))
                .where(row(organization, budget.getBudgetId()))
                .execute();
    }

    /** The running window of the term ends with its new last day; before its start nothing moves. */
    private static void moveEnd(DSLContext tx, UUID organization, BudgetRecord budget, Instant now) {
        tx.update(BUDGET_PERIOD)
                .set(
                        BUDGET_PERIOD.PERIOD_END,
                        Limits.schedule(tx, organization, budget).at(now).end())
                .where(
                        BUDGET_PERIOD.ORGANIZATION_ID.eq(organization),
                        BUDGET_PERIOD.BUDGET_ID.eq(budget.getBudgetId()),
                        JooqPeriods.holds(now))
                .execute();
    }

    private static Condition row(UUID organization, UUID budgetId) {
        return DSL.and(BUDGET.ORGANIZATION_ID.eq(organization), BUDGET.BUDGET_ID.eq(budgetId));
    }
}
