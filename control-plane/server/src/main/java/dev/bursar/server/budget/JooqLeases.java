package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.LEASE;
import static dev.bursar.server.sql.Tables.LEASE_HOLDER;

import dev.bursar.policy.budget.LeaseAccount;
import dev.bursar.policy.budget.NodeLife;
import dev.bursar.policy.budget.PeriodAccount;
import dev.bursar.policy.budget.Place;
import dev.bursar.server.platform.database.Rows;
import dev.bursar.server.sql.tables.records.LeaseHolderRecord;
import dev.bursar.server.sql.tables.records.LeaseRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rows of leases, and of where a life of a node holds some. A lease's row is written under its period's lock only. */
@Component
final class JooqLeases {
    /** What there is one lease for. */
    private static final List<Field<?>> PLACE =
            List.of(LEASE.ORGANIZATION_ID, LEASE.BUDGET_ID, LEASE.PERIOD_START, LEASE.NODE_ID, LEASE.EPOCH);

    List<LeaseAccount> find(DSLContext tx, UUID organizationId, Collection<UUID> leaseIds) {
        return fetch(tx, organizationId, LEASE.LEASE_ID.in(leaseIds));
    }

    List<LeaseAccount> ofLife(DSLContext tx, UUID organizationId, NodeLife life) {
        return fetch(tx, organizationId, of(life));
    }

    /** @param lives at least one @param periods at least one */
    List<LeaseAccount> ofLives(
            DSLContext tx, UUID organizationId, Collection<NodeLife> lives, Collection<PeriodAccount> periods) {
        List<LeaseRecord> places = new ArrayList<>();
        for (PeriodAccount period : periods) {
            lives.forEach(life -> places.add(place(organizationId, period.place(), life)));
        }
        return tx.select(LEASE.fields())
                .from(LEASE)
                .join(Rows.table(LEASE, places))
                .on(Rows.matches(PLACE))
                .where(LEASE.ORGANIZATION_ID.eq(organizationId))
                .fetch(row -> account(row.into(LEASE)));
    }

    /** Open ones that expired before then. */
    List<LeaseAccount> expired(DSLContext tx, UUID organizationId, Instant before, int atMost) {
        return tx.selectFrom(LEASE)
                .where(LEASE.ORGANIZATION_ID.eq(organizationId), LEASE.STATE.eq("open"), LEASE.EXPIRES_AT.lt(before))
                .limit(atMost)
                .fetch(JooqLeases::account);
    }

    /** What writes leases; to be run under the locks of their periods. @param leases at least one */
    Query saving(DSLContext tx, UUID organizationId, Collection<LeaseAccount> leases) {
        return Rows.update(
                tx,
                LEASE,
                leases.stream().map(lease -> written(organizationId, lease)).toList());
    }

    /** @param leases at least one */
    Query inserting(DSLContext tx, UUID organizationId, Collection<LeaseAccount> leases, Instant now) {
        return Rows.insert(
                tx,
                LEASE,
                leases.stream().map(lease -> fresh(organizationId, lease, now)).toList());
    }

    /** Says that these lives have open leases which nobody looks at before then. @param dues at least one */
    Query holding(DSLContext tx, UUID organizationId, Collection<Map.Entry<NodeLife, Instant>> dues) {
        return Rows.insert(
                        tx,
                        LEASE_HOLDER,
                        dues.stream().map(due -> holder(organizationId, due)).toList())
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

    private static LeaseRecord place(UUID organizationId, Place place, NodeLife life) {
        LeaseRecord row = new LeaseRecord();
        row.setOrganizationId(organizationId);
        row.setBudgetId(place.budgetId());
        row.setPeriodStart(place.at());
        row.setNodeId(life.nodeId());
        row.setEpoch(life.epoch());
        return row;
    }

    private static LeaseRecord written(UUID organizationId, LeaseAccount lease) {
        LeaseRecord row = new LeaseRecord();
        row.setOrganizationId(organizationId);
        row.setLeaseId(lease.id());
        row.setGrantedNanos(lease.grantedNanos());
        row.setSettledNanos(lease.settledNanos());
        row.setInDoubtNanos(lease.inDoubtNanos());
        row.setReturnedNanos(lease.returnedNanos());
        row.setGivenUpNanos(lease.givenUpNanos());
        row.setPresumedNanos(lease.presumedNanos());
        row.setState(text(lease.state()));
        row.setExpiresAt(lease.expiresAt());
        return row;
    }

    private static LeaseRecord fresh(UUID organizationId, LeaseAccount lease, Instant now) {
        LeaseRecord row = place(organizationId, lease.place(), lease.life());
        row.setLeaseId(lease.id());
        row.setGrantedNanos(lease.grantedNanos());
        row.setState(text(lease.state()));
        row.setExpiresAt(lease.expiresAt());
        row.setCreatedAt(now);
        return row;
    }

    private static LeaseHolderRecord holder(UUID organizationId, Map.Entry<NodeLife, Instant> due) {
        LeaseHolderRecord row = new LeaseHolderRecord();
        row.setNodeId(due.getKey().nodeId());
        row.setEpoch(due.getKey().epoch());
        row.setOrganizationId(organizationId);
        row.setDueAt(due.getValue());
        return row;
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
