package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET;

import dev.bursar.adminapi.budget.UpdateBudget;
import dev.bursar.policy.budget.Account;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.publication.PolicyChanges;
import dev.bursar.server.sql.tables.records.BudgetRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
        BudgetRecord before = lock(tx, caller.organizationId(), budgetId);
        Etags.require(ifMatch, before.getVersion());
        requireActive(before);
        String name = request.name() == null ? before.getName() : request.name();
        if (name.isBlank()) {
            throw ProblemException.field("name", "not_blank", "A name has at least one visible character.");
        }
        long limit =
                request.limitUsd() == null ? before.getLimitNanos() : Amounts.parse("limitUsd", request.limitUsd());
        boolean renamed = !name.equals(before.getName());
        if (!renamed && limit == before.getLimitNanos()) {
            return;
        }
        fourEyes.requireOnePersonMay(tx, caller.organizationId(), limit - before.getLimitNanos());
        tx.update(BUDGET)
                .set(BUDGET.NAME, name)
                .set(BUDGET.LIMIT_NANOS, limit)
                .set(BUDGET.VERSION, BUDGET.VERSION.plus(1))
                .where(row(caller.organizationId(), budgetId))
                .execute();
        changeLimit(tx, caller.organizationId(), budgetId, limit);
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(
                        "budget.updated",
                        KIND,
                        budgetId,
                        name,
                        facts(before.getName(), before.getLimitNanos()),
                        facts(name, limit)));
        if (renamed) {
            policy.touch(tx, caller.organizationId(), PolicyChanges.Kind.BUDGET, budgetId.toString());
        }
    }

    /** @throws ProblemException 409 while anything is leased or in doubt, in any period */
    void archive(DSLContext tx, Caller caller, UUID budgetId) {
        UUID organization = caller.organizationId();
        BudgetRecord before = lock(tx, organization, budgetId);
        if (before.getState().equals("archived")) {
            return;
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

    private void changeLimit(DSLContext tx, UUID organization, UUID budgetId, long limit) {
        Instant now = clock.instant();
        Optional<PeriodAccount> running = periods.lockExisting(tx, organization, budgetId, now);
        running.ifPresent(period -> {
            period.change(account -> new Account(
                    limit, account.hard(), account.settledNanos(), account.leasedNanos(), account.inDoubtNanos()));
            periods.saving(tx, organization, period).execute();
        });
    }

    private static BudgetRecord lock(DSLContext tx, UUID organization, UUID budgetId) {
        return tx.selectFrom(BUDGET)
                .where(row(organization, budgetId))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> ProblemException.notFound(KIND));
    }

    private static Condition row(UUID organization, UUID budgetId) {
        return DSL.and(BUDGET.ORGANIZATION_ID.eq(organization), BUDGET.BUDGET_ID.eq(budgetId));
    }

    private static void requireActive(BudgetRecord budget) {
        if (!budget.getState().equals("active")) {
            throw new ProblemException(409, "budget_archived", "An archived budget does not change any more.");
        }
    }

    private static Map<String, @Nullable Object> facts(String name, long limitNanos) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("name", name);
        facts.put("limitUsd", Amounts.money(limitNanos).usd());
        return facts;
    }
}
