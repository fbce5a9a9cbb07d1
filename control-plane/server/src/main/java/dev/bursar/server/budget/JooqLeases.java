package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.LEASE;
import static dev.bursar.server.sql.Tables.LEASE_HOLDER;
import static dev.bursar.server.sql.Tables.LEASE_REQUEST;

import dev.bursar.server.publication.Node;
import dev.bursar.server.sql.tables.records.LeaseRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.springframework.stereotype.Component;

/** Rows of leases and of answers already given. A lease's row is read and written under its period's lock only. */
@Component
final class JooqLeases {
    /** Without a lock: to learn which periods to lock, in which order. */
    List<LeaseMoney.Facts> peek(DSLContext tx, UUID organizationId, Collection<UUID> leaseIds) {
        return tx.selectFrom(LEASE)
                .where(LEASE.ORGANIZATION_ID.eq(organizationId), LEASE.LEASE_ID.in(leaseIds))
                .fetch(JooqLeases::facts);
    }

    List<LeaseMoney.Facts> ofEpoch(DSLContext tx, UUID organizationId, UUID nodeId, long epoch) {
        return tx.selectFrom(LEASE)
                .where(LEASE.ORGANIZATION_ID.eq(organizationId), LEASE.NODE_ID.eq(nodeId), LEASE.EPOCH.eq(epoch))
                .fetch(JooqLeases::facts);
    }

    /** Open ones that expired before then. */
    List<LeaseMoney.Facts> expired(DSLContext tx, UUID organizationId, Instant before, int atMost) {
        return tx.selectFrom(LEASE)
                .where(LEASE.ORGANIZATION_ID.eq(organizationId), LEASE.STATE.eq("open"), LEASE.EXPIRES_AT.lt(before))
                .limit(atMost)
                .fetch(JooqLeases::facts);
    }

    /** Under the lock of its period. */
    Optional<LeaseMoney> find(DSLContext tx, UUID organizationId, PeriodAccount period, Node node, long epoch) {
        return tx.selectFrom(LEASE)
                .where(
                        LEASE.ORGANIZATION_ID.eq(organizationId),
                        LEASE.BUDGET_ID.eq(period.budgetId()),
                        LEASE.PERIOD_START.eq(period.window().start()),
                        LEASE.NODE_ID.eq(node.id()),
                        LEASE.EPOCH.eq(epoch))
                .fetchOptional(row -> new LeaseMoney(facts(row), period));
    }

    /** The lease as it is once its period's account is locked. */
    LeaseMoney lock(DSLContext tx, UUID organizationId, LeaseMoney.Facts lease, JooqPeriods periods) {
        PeriodAccount period = periods.lockStarting(tx, organizationId, lease.budgetId(), lease.periodStart())
                .orElseThrow();
        return read(tx, organizationId, lease.id(), period);
    }

    /** Under the lock of its period. */
    LeaseMoney read(DSLContext tx, UUID organizationId, UUID leaseId, PeriodAccount period) {
        return tx.selectFrom(LEASE)
                .where(LEASE.ORGANIZATION_ID.eq(organizationId), LEASE.LEASE_ID.eq(leaseId))
                .fetchSingle(row -> new LeaseMoney(facts(row), period));
    }

    LeaseMoney insert(
            DSLContext tx,
            UUID organizationId,
            UUID leaseId,
            PeriodAccount period,
            Node node,
            long epoch,
            Instant now) {
        tx.insertInto(LEASE)
                .set(LEASE.ORGANIZATION_ID, organizationId)
                .set(LEASE.LEASE_ID, leaseId)
                .set(LEASE.BUDGET_ID, period.budgetId())
                .set(LEASE.PERIOD_START, period.window().start())
                .set(LEASE.NODE_ID, node.id())
                .set(LEASE.EPOCH, epoch)
                .set(LEASE.GRANTED_NANOS, 0L)
                .set(LEASE.STATE, "open")
                .set(LEASE.EXPIRES_AT, now)
                .set(LEASE.CREATED_AT, now)
                .execute();
        tx.insertInto(LEASE_HOLDER, LEASE_HOLDER.NODE_ID, LEASE_HOLDER.EPOCH, LEASE_HOLDER.ORGANIZATION_ID)
                .values(node.id(), epoch, organizationId)
                .onConflict(LEASE_HOLDER.NODE_ID, LEASE_HOLDER.EPOCH, LEASE_HOLDER.ORGANIZATION_ID)
                .doNothing()
                .execute();
        return new LeaseMoney(
                new LeaseMoney.Facts(
                        leaseId,
                        period.budgetId(),
                        period.window().start(),
                        node.id(),
                        epoch,
                        LeaseMoney.State.OPEN,
                        0,
                        0,
                        0,
                        0,
                        0,
                        now),
                period);
    }

    /** What writes a lease and its account, at once: the account's lock is held meanwhile. */
    void saveAll(DSLContext tx, UUID organizationId, Collection<LeaseMoney> leases, JooqPeriods periods) {
        List<Query> writes = new ArrayList<>();
        for (LeaseMoney lease : leases) {
            writes.add(saving(tx, organizationId, lease));
            writes.add(periods.saving(tx, organizationId, lease.period()));
        }
        tx.batch(writes).execute();
    }

    private static Query saving(DSLContext tx, UUID organizationId, LeaseMoney lease) {
        return tx.update(LEASE)
                .set(LEASE.GRANTED_NANOS, lease.grantedNanos())
                .set(LEASE.SETTLED_NANOS, lease.settledNanos())
                .set(LEASE.IN_DOUBT_NANOS, lease.inDoubtNanos())
                .set(LEASE.RETURNED_NANOS, lease.returnedNanos())
                .set(LEASE.GIVEN_UP_NANOS, lease.givenUpNanos())
                .set(LEASE.STATE, lease.state().name().toLowerCase(Locale.ROOT))
                .set(LEASE.EXPIRES_AT, lease.expiresAt())
                .where(LEASE.ORGANIZATION_ID.eq(organizationId), LEASE.LEASE_ID.eq(lease.id()));
    }

    Optional<byte[]> answer(DSLContext tx, UUID organizationId, Node node, long epoch, long requestId) {
        return tx.select(LEASE_REQUEST.REPLY)
                .from(LEASE_REQUEST)
                .where(
                        LEASE_REQUEST.ORGANIZATION_ID.eq(organizationId),
                        LEASE_REQUEST.NODE_ID.eq(node.id()),
                        LEASE_REQUEST.EPOCH.eq(epoch),
                        LEASE_REQUEST.REQUEST_ID.eq(requestId))
                .fetchOptional(LEASE_REQUEST.REPLY);
    }

    /** Fails with a unique violation if the same request was answered meanwhile: then this one must not count. */
    void remember(
            DSLContext tx, UUID organizationId, Node node, long epoch, long requestId, byte[] reply, Instant now) {
        tx.insertInto(LEASE_REQUEST)
                .set(LEASE_REQUEST.ORGANIZATION_ID, organizationId)
                .set(LEASE_REQUEST.NODE_ID, node.id())
                .set(LEASE_REQUEST.EPOCH, epoch)
                .set(LEASE_REQUEST.REQUEST_ID, requestId)
                .set(LEASE_REQUEST.REPLY, reply)
                .set(LEASE_REQUEST.CREATED_AT, now)
                .execute();
    }

    int forgetAnswers(DSLContext tx, UUID organizationId, Instant before) {
        return tx.deleteFrom(LEASE_REQUEST)
                .where(LEASE_REQUEST.ORGANIZATION_ID.eq(organizationId), LEASE_REQUEST.CREATED_AT.lt(before))
                .execute();
    }

    private static LeaseMoney.Facts facts(LeaseRecord row) {
        return new LeaseMoney.Facts(
                row.getLeaseId(),
                row.getBudgetId(),
                row.getPeriodStart(),
                row.getNodeId(),
                row.getEpoch(),
                LeaseMoney.State.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                row.getGrantedNanos(),
                row.getSettledNanos(),
                row.getInDoubtNanos(),
                row.getReturnedNanos(),
                row.getGivenUpNanos(),
                row.getExpiresAt());
    }
}
