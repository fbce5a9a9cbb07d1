package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.BUDGET_PERIOD;

import dev.bursar.policy.budget.Account;
import dev.bursar.policy.budget.PeriodAccount;
import dev.bursar.policy.budget.Place;
import dev.bursar.policy.budget.Window;
import dev.bursar.server.platform.database.Rows;
import dev.bursar.server.sql.tables.records.BudgetPeriodRecord;
import dev.bursar.server.sql.tables.records.BudgetRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Accounts of budgets by period. A period's row is made when it is first needed, under the lock of its budget.
 *
 * <p>Periods of a budget never overlap, also when the organization's time zone changes: the running period ends as it
 * was going to, and the next starts where it ends.
 */
@Component
final class JooqPeriods {
    /** Locks the account of the period that holds the instant; makes it if there is none. Empty: no such budget. */
    Optional<PeriodAccount> lock(DSLContext tx, UUID organizationId, UUID budgetId, Instant at) {
        Optional<PeriodAccount> existing = lockExisting(tx, organizationId, budgetId, at);
        return existing.isPresent() ? existing : create(tx, organizationId, budgetId, at);
    }

    /** Locks them in the places' order, in one round trip where all periods are there; makes those that are not. */
    SortedMap<Place, PeriodAccount> lockAll(DSLContext tx, UUID organizationId, SortedSet<Place> places) {
        SortedMap<Place, PeriodAccount> locked = lockIfAllExist(tx, organizationId, List.copyOf(places));
        if (locked.isEmpty()) {
            for (Place place : places) {
                lock(tx, organizationId, place.budgetId(), place.at()).ifPresent(period -> locked.put(place, period));
            }
        }
        return locked;
    }

    /** All or none: to make a period while later ones are locked would break the order. */
    private static SortedMap<Place, PeriodAccount> lockIfAllExist(
            DSLContext tx, UUID organizationId, List<Place> places) {
        Table<?> wanted = Rows.table(
                BUDGET_PERIOD, places.stream().map(JooqPeriods::wanted).toList());
        Field<Instant> at = Rows.given(BUDGET_PERIOD.PERIOD_START);
        Condition matches = DSL.and(
                BUDGET_PERIOD.ORGANIZATION_ID.eq(organizationId),
                BUDGET_PERIOD.BUDGET_ID.eq(Rows.given(BUDGET_PERIOD.BUDGET_ID)),
                BUDGET_PERIOD.PERIOD_START.le(at),
                BUDGET_PERIOD.PERIOD_END.isNull().or(BUDGET_PERIOD.PERIOD_END.gt(at)));
        SortedMap<Place, PeriodAccount> locked = new TreeMap<>();
        tx.select(Rows.NUMBER)
                .select(BUDGET_PERIOD.fields())
                .from(wanted)
                .join(BUDGET_PERIOD)
                .on(matches)
                .where(DSL.field(DSL.selectCount()
                                .from(wanted)
                                .join(BUDGET_PERIOD)
                                .on(matches))
                        .eq(places.size()))
                .orderBy(Rows.NUMBER)
                .forUpdate()
                .of(BUDGET_PERIOD)
                .forEach(row -> {
                    Place place = places.get(Math.toIntExact(row.get(Rows.NUMBER)) - 1);
                    locked.put(place, inForce(tx, organizationId, row.into(BUDGET_PERIOD), place.at()));
                });
        return locked;
    }

    private static BudgetPeriodRecord wanted(Place place) {
        BudgetPeriodRecord row = new BudgetPeriodRecord();
        row.setBudgetId(place.budgetId());
        row.setPeriodStart(place.at());
        return row;
    }

    Optional<PeriodAccount> lockExisting(DSLContext tx, UUID organizationId, UUID budgetId, Instant at) {
        return tx.selectFrom(BUDGET_PERIOD)
                .where(of(organizationId, budgetId), holds(at))
                .orderBy(BUDGET_PERIOD.PERIOD_START.desc())
                .limit(1)
                .forUpdate()
                .fetchOptional(row -> inForce(tx, organizationId, row, at));
    }

    /** Works the limit of the running period out again, if there is one: what it follows from has changed. */
    void refresh(DSLContext tx, UUID organizationId, UUID budgetId, Instant now) {
        tx.selectFrom(BUDGET_PERIOD)
                .where(of(organizationId, budgetId), holds(now))
                .forUpdate()
                .forEach(row -> Limits.budget(tx, organizationId, budgetId)
                        .ifPresent(budget -> Limits.refresh(tx, organizationId, budget, row, now)));
    }

    /** Whether anything is leased or in doubt, in any period. */
    boolean holdsMoney(DSLContext tx, UUID organizationId, UUID budgetId) {
        return tx.fetchExists(
                BUDGET_PERIOD,
                of(organizationId, budgetId)
                        .and(BUDGET_PERIOD
                                .LEASED_NANOS
                                .gt(0L)
                                .or(BUDGET_PERIOD.IN_DOUBT_NANOS.gt(0L).and(BUDGET_PERIOD.HARD))));
    }

    /** What writes accounts; to be run in the same transaction. @param periods at least one */
    Query saving(DSLContext tx, UUID organizationId, Collection<PeriodAccount> periods) {
        return Rows.update(
                tx,
                BUDGET_PERIOD,
                periods.stream().map(period -> written(organizationId, period)).toList());
    }

    static Condition holds(Instant at) {
        return BUDGET_PERIOD
                .PERIOD_START
                .le(at)
                .and(BUDGET_PERIOD.PERIOD_END.isNull().or(BUDGET_PERIOD.PERIOD_END.gt(at)));
    }

    private Optional<PeriodAccount> create(DSLContext tx, UUID organizationId, UUID budgetId, Instant at) {
        BudgetRecord budget = tx.selectFrom(BUDGET)
                .where(BUDGET.ORGANIZATION_ID.eq(organizationId), BUDGET.BUDGET_ID.eq(budgetId))
                .forUpdate()
                .fetchOne();
        if (budget == null) {
            return Optional.empty();
        }
        Optional<PeriodAccount> madeMeanwhile = lockExisting(tx, organizationId, budgetId, at);
        if (madeMeanwhile.isPresent()) {
            return madeMeanwhile;
        }
        Window window = between(
                tx,
                organizationId,
                budgetId,
                at,
                Limits.schedule(tx, organizationId, budget).at(at));
        tx.insertInto(BUDGET_PERIOD)
                .set(BUDGET_PERIOD.ORGANIZATION_ID, organizationId)
                .set(BUDGET_PERIOD.BUDGET_ID, budgetId)
                .set(BUDGET_PERIOD.PERIOD_START, window.start())
                .set(BUDGET_PERIOD.PERIOD_END, window.end())
                .set(BUDGET_PERIOD.HARD, budget.getHard())
                .set(BUDGET_PERIOD.LIMIT_NANOS, 0L)
                .set(BUDGET_PERIOD.CEILING_NANOS, 0L)
                .execute();
        return tx.selectFrom(BUDGET_PERIOD)
                .where(of(organizationId, budgetId), BUDGET_PERIOD.PERIOD_START.eq(window.start()))
                .forUpdate()
                .fetchOptional(row -> {
                    Limits.refresh(tx, organizationId, budget, row, at);
                    return account(row);
                });
    }

    /** The window, cut where it would overlap its neighbours. */
    private static Window between(DSLContext tx, UUID organizationId, UUID budgetId, Instant at, Window window) {
        @Nullable
        Instant before = tx.select(DSL.max(BUDGET_PERIOD.PERIOD_END))
                .from(BUDGET_PERIOD)
                .where(of(organizationId, budgetId), BUDGET_PERIOD.PERIOD_END.le(at))
                .fetchSingle()
                .value1();
        @Nullable
        Instant after = tx.select(DSL.min(BUDGET_PERIOD.PERIOD_START))
                .from(BUDGET_PERIOD)
                .where(of(organizationId, budgetId), BUDGET_PERIOD.PERIOD_START.gt(at))
                .fetchSingle()
                .value1();
        Instant start = before != null && before.isAfter(window.start()) ? before : window.start();
        boolean cutEnd = after != null && (window.end() == null || after.isBefore(window.end()));
        return new Window(start, cutEnd ? after : window.end());
    }

    private static BudgetPeriodRecord written(UUID organizationId, PeriodAccount period) {
        Account account = period.account();
        BudgetPeriodRecord row = new BudgetPeriodRecord();
        row.setOrganizationId(organizationId);
        row.setBudgetId(period.budgetId());
        row.setPeriodStart(period.window().start());
        row.setLimitNanos(account.limitNanos());
        row.setCeilingNanos(account.ceilingNanos());
        row.setSettledNanos(account.settledNanos());
        row.setLeasedNanos(account.leasedNanos());
        row.setInDoubtNanos(account.inDoubtNanos());
        row.setOverrunNanos(period.overrunNanos());
        return row;
    }

    private static Condition of(UUID organizationId, UUID budgetId) {
        return BUDGET_PERIOD.ORGANIZATION_ID.eq(organizationId).and(BUDGET_PERIOD.BUDGET_ID.eq(budgetId));
    }

    /** The limit may have been due before the job came to it. */
    private static PeriodAccount inForce(DSLContext tx, UUID organizationId, BudgetPeriodRecord row, Instant at) {
        Limits.refreshIfDue(tx, organizationId, row, at);
        return account(row);
    }

    private static PeriodAccount account(BudgetPeriodRecord row) {
        return new PeriodAccount(
                row.getBudgetId(),
                new Window(row.getPeriodStart(), row.getPeriodEnd()),
                new Account(
                        row.getLimitNanos(),
                        row.getHard(),
                        row.getSettledNanos(),
                        row.getLeasedNanos(),
                        row.getInDoubtNanos()),
                row.getOverrunNanos());
    }
}
