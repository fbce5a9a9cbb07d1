package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.LEASE;
import static dev.bursar.server.sql.Tables.LEASE_HOLDER;

import dev.bursar.policy.budget.LeaseAccount;
import dev.bursar.policy.budget.NodeLife;
import dev.bursar.policy.budget.PeriodAccount;
import dev.bursar.server.sql.tables.records.LeaseRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rows of leases, and of where a life of a node holds some. A lease's row is written under its period's lock only. */
@Component
final class JooqLeases {
    List<LeaseAccount> find(DSLContext tx, UUID organizationId, Collection<UUID> leaseIds) {
        return fetch(tx, organizationId, LEASE.LEASE_ID.in(leaseIds));
    }

    List<LeaseAccount> ofLife(DSLContext tx, UUID organizationId, NodeLife life) {
        return fetch(tx, organizationId, of(life));
    }

    List<LeaseAccount> ofLife(DSLContext tx, UUID organizationId, NodeLife life, Collection<PeriodAccount> periods) {
        Condition inPeriods = DSL.row(LEASE.BUDGET_ID, LEASE.PERIOD_START)
                .in(periods.stream()
                        .map(period -> DSL.row(
                                DSL.val(period.budgetId()),
                                DSL.val(period.window().start(), LEASE.PERIOD_START.getDataType())))
                        .toList());
        return fetch(tx, organizationId, of(life).and(inPeriods));
    }

    /** Open ones that expired before then. */
    List<LeaseAccount> expired(DSLContext tx, UUID organizationId, Instant before, int atMost) {
        return tx.selectFrom(LEASE)
                .where(LEASE.ORGANIZATION_ID.eq(organizationId), LEASE.STATE.eq("open"), LEASE.EXPIRES_AT.lt(before))
                .limit(atMost)
                .fetch(JooqLeases::account);
    }

    /** What writes a lease; to be run under the lock of its period. */
    Query saving(DSLContext tx, UUID organizationId, LeaseAccount lease) {
        return tx.update(LEASE)
                .set(LEASE.GRANTED_NANOS, lease.grantedNanos())
                .set(LEASE.SETTLED_NANOS, lease.settledNanos())
                .set(LEASE.IN_DOUBT_NANOS, lease.inDoubtNanos())
                .set(LEASE.RETURNED_NANOS, lease.returnedNanos())
                .set(LEASE.GIVEN_UP_NANOS, lease.givenUpNanos())
                .set(LEASE.PRESUMED_NANOS, lease.presumedNanos())
                .set(LEASE.STATE, text(lease.state()))
                .set(LEASE.EXPIRES_AT, lease.expiresAt())
                .where(LEASE.ORGANIZATION_ID.eq(organizationId), LEASE.LEASE_ID.eq(lease.id()));
    }

    Query inserting(DSLContext tx, UUID organizationId, LeaseAccount lease, Instant now) {
        return tx.insertInto(LEASE)
                .set(LEASE.ORGANIZATION_ID, organizationId)
                .set(LEASE.LEASE_ID, lease.id())
                .set(LEASE.BUDGET_ID, lease.budgetId())
                .set(LEASE.PERIOD_START, lease.periodStart())
                .set(LEASE.NODE_ID, lease.life().nodeId())
                .set(LEASE.EPOCH, lease.life().epoch())
                .set(LEASE.GRANTED_NANOS, lease.grantedNanos())
                .set(LEASE.STATE, text(lease.state()))
                .set(LEASE.EXPIRES_AT, lease.expiresAt())
                .set(LEASE.CREATED_AT, now);
    }

    /** Says that this life has an open lease which nobody looks at before {@code dueAt}. */
    Query holding(DSLContext tx, UUID organizationId, NodeLife life, Instant dueAt) {
        return tx.insertInto(LEASE_HOLDER)
                .set(LEASE_HOLDER.NODE_ID, life.nodeId())
                .set(LEASE_HOLDER.EPOCH, life.epoch())
                .set(LEASE_HOLDER.ORGANIZATION_ID, organizationId)
                .set(LEASE_HOLDER.DUE_AT, dueAt)
                .onConflict(LEASE_HOLDER.NODE_ID, LEASE_HOLDER.EPOCH, LEASE_HOLDER.ORGANIZATION_ID)
                .doUpdate()
                .set(LEASE_HOLDER.DUE_AT, DSL.least(LEASE_HOLDER.DUE_AT, DSL.excluded(LEASE_HOLDER.DUE_AT)));
    }

    /**
     * Works out anew when the life has an expired lease in that organization. A grant that is being made waits, or is
     * seen: both change the holder's row.
     */
    void reschedule(DSLContext tx, UUID organizationId, NodeLife life, Duration grace) {
        tx.selectOne()
                .from(LEASE_HOLDER)
                .where(holder(organizationId, life))
                .forUpdate()
                .fetch();
        @Nullable
        Instant expires = tx.select(DSL.min(LEASE.EXPIRES_AT))
                .from(LEASE)
                .where(LEASE.ORGANIZATION_ID.eq(organizationId), of(life), LEASE.STATE.eq("open"))
                .fetchSingle()
                .value1();
        tx.update(LEASE_HOLDER)
                .set(LEASE_HOLDER.DUE_AT, expires == null ? null : expires.plus(grace))
                .where(holder(organizationId, life))
                .execute();
    }

    void settledUp(DSLContext tx, UUID organizationId, NodeLife life) {
        tx.update(LEASE_HOLDER)
                .set(LEASE_HOLDER.SETTLED_UP, true)
                .where(holder(organizationId, life))
                .execute();
    }

    private static List<LeaseAccount> fetch(DSLContext tx, UUID organizationId, Condition wanted) {
        return tx.selectFrom(LEASE)
                .where(LEASE.ORGANIZATION_ID.eq(organizationId), wanted)
                .fetch(JooqLeases::account);
    }

    private static Condition of(NodeLife life) {
        return LEASE.NODE_ID.eq(life.nodeId()).and(LEASE.EPOCH.eq(life.epoch()));
    }

    private static Condition holder(UUID organizationId, NodeLife life) {
        return DSL.and(
                LEASE_HOLDER.NODE_ID.eq(life.nodeId()),
                LEASE_HOLDER.EPOCH.eq(life.epoch()),
                LEASE_HOLDER.ORGANIZATION_ID.eq(organizationId));
    }

    private static String text(LeaseAccount.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static LeaseAccount account(LeaseRecord row) {
        return new LeaseAccount(
                row.getLeaseId(),
                row.getBudgetId(),
                row.getPeriodStart(),
                new NodeLife(row.getNodeId(), row.getEpoch()),
                LeaseAccount.State.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                row.getGrantedNanos(),
                row.getSettledNanos(),
                row.getInDoubtNanos(),
                row.getReturnedNanos(),
                row.getGivenUpNanos(),
                row.getPresumedNanos(),
                row.getExpiresAt());
    }
}
