package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET_PERIOD;
import static dev.bursar.server.sql.Tables.LEASE;
import static dev.bursar.server.sql.Tables.NODE;

import dev.bursar.adminapi.budget.Lease;
import dev.bursar.adminapi.common.Page;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.Cursors;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Leases of a budget's running period, newest first, in one query. */
@Component
final class LeaseReadModel {
    Page<Lease> page(
            DSLContext tx, UUID organizationId, UUID budgetId, Optional<Cursors.At> after, int size, Instant now) {
        Condition rest = after.<Condition>map(
                        at -> DSL.row(LEASE.CREATED_AT, LEASE.LEASE_ID).lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        List<? extends Record> rows = tx.select(LEASE.fields())
                .select(NODE.NAME)
                .from(LEASE)
                .join(BUDGET_PERIOD)
                .on(
                        BUDGET_PERIOD.ORGANIZATION_ID.eq(LEASE.ORGANIZATION_ID),
                        BUDGET_PERIOD.BUDGET_ID.eq(LEASE.BUDGET_ID),
                        BUDGET_PERIOD.PERIOD_START.eq(LEASE.PERIOD_START),
                        JooqPeriods.holds(now))
                .join(NODE)
                .on(NODE.NODE_ID.eq(LEASE.NODE_ID))
                .where(LEASE.ORGANIZATION_ID.eq(organizationId), LEASE.BUDGET_ID.eq(budgetId), rest)
                .orderBy(LEASE.CREATED_AT.desc(), LEASE.LEASE_ID.desc())
                .limit(size + 1)
                .fetch();
        Page<? extends Record> page = Cursors.page(
                List.<Record>copyOf(rows),
                size,
                row -> Cursors.after(row.get(LEASE.CREATED_AT), row.get(LEASE.LEASE_ID)));
        return new Page<>(page.items().stream().map(LeaseReadModel::lease).toList(), page.next());
    }

    private static Lease lease(Record row) {
        return new Lease(
                row.get(LEASE.LEASE_ID),
                row.get(NODE.NAME),
                row.get(LEASE.EPOCH),
                row.get(LEASE.STATE),
                Amounts.money(row.get(LEASE.GRANTED_NANOS)),
                Amounts.money(row.get(LEASE.SETTLED_NANOS)),
                Amounts.money(row.get(LEASE.IN_DOUBT_NANOS)),
                Amounts.money(row.get(LEASE.RETURNED_NANOS)),
                BudgetView.utc(row.get(LEASE.EXPIRES_AT)));
    }
}
