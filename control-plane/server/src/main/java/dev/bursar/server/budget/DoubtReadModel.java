package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.DOUBT_RESOLUTION;
import static dev.bursar.server.sql.Tables.LEASE;
import static dev.bursar.server.sql.Tables.NODE;
import static dev.bursar.server.sql.Tables.NODE_EPOCH;
import static dev.bursar.server.sql.Tables.USAGE_CHARGE;
import static dev.bursar.server.sql.Tables.USAGE_EVENT;

import dev.bursar.adminapi.budget.Doubt;
import dev.bursar.adminapi.common.Page;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.Cursors;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is in doubt and not resolved, oldest first: remainders that lost nodes left, and requests that were produced but
 * never counted. One row for each share of a doubt at a budget is the base of both queries.
 */
@Component
final class DoubtReadModel {
    static final String OF_LEASE = "lease";
    static final String OF_REQUEST = "request";

    private static final Field<UUID> ID = DSL.field("doubt_id", UUID.class);
    private static final Field<String> KIND = DSL.field("doubt_kind", String.class);
    private static final Field<UUID> SHARE_BUDGET = DSL.field("share_budget_id", UUID.class);
    private static final Field<Long> NANOS = DSL.field("share_nanos", Long.class);
    private static final Field<UUID> NODE_ID = DSL.field("doubt_node_id", UUID.class);
    private static final Field<Long> EPOCH = DSL.field("doubt_epoch", Long.class);
    private static final Field<String> MODEL = DSL.field("doubt_model", String.class);
    private static final Field<UUID> KEY_ID = DSL.field("doubt_key_id", UUID.class);
    private static final Field<Instant> SINCE = DSL.field("doubt_since", Instant.class);

    /** Of budgets that the caller may see. @param budgetId null: all */
    Page<Doubt> page(DSLContext tx, Caller caller, @Nullable UUID budgetId, Optional<Cursors.At> after, int size) {
        UUID organizationId = caller.organizationId();
        Condition visible = BudgetPlaces.within(caller.reach(Action.BUDGET_READ), organizationId, SHARE_BUDGET);
        Table<?> shares = shares(organizationId);
        Condition ofBudget = budgetId == null
                ? DSL.noCondition()
                : ID.in(DSL.select(ID).from(shares).where(SHARE_BUDGET.eq(budgetId)));
        Condition rest = after.<Condition>map(at -> DSL.row(SINCE, ID).gt(DSL.val(at.at(), SINCE), DSL.val(at.id())))
                .orElse(DSL.noCondition());
        List<UUID> ids = tx.select(ID, SINCE)
                .from(shares)
                .where(ofBudget, visible, rest)
                .groupBy(ID, SINCE)
                .orderBy(SINCE, ID)
                .limit(size + 1)
                .fetch(ID);
        return Cursors.page(
                read(tx, organizationId, ids, visible),
                size,
                last -> Cursors.after(last.since().toInstant(), last.id()));
    }

    Optional<Doubt> find(DSLContext tx, UUID organizationId, UUID doubtId) {
        return read(tx, organizationId, List.of(doubtId), DSL.noCondition()).stream()
                .findFirst();
    }

    /** Whether there is such a lease or request, in doubt or not. */
    boolean isKnown(DSLContext tx, UUID organizationId, UUID id) {
        return tx.fetchExists(LEASE, LEASE.ORGANIZATION_ID.eq(organizationId).and(LEASE.LEASE_ID.eq(id)))
                || tx.fetchExists(
                        USAGE_EVENT,
                        USAGE_EVENT.ORGANIZATION_ID.eq(organizationId).and(USAGE_EVENT.EVENT_ID.eq(id)));
    }

    private static List<Doubt> read(DSLContext tx, UUID organizationId, List<UUID> ids, Condition visible) {
        Map<UUID, ? extends List<? extends Record>> byId = tx.select(
                        ID, KIND, SHARE_BUDGET, NANOS, EPOCH, MODEL, KEY_ID, SINCE, BUDGET.NAME, NODE.NAME)
                .from(shares(organizationId))
                .join(BUDGET)
                .on(BUDGET.ORGANIZATION_ID.eq(organizationId), BUDGET.BUDGET_ID.eq(SHARE_BUDGET))
                .leftJoin(NODE)
                .on(NODE.NODE_ID.eq(NODE_ID))
                .where(ID.in(ids), visible)
                .orderBy(SINCE, ID, BUDGET.CREATED_AT, BUDGET.BUDGET_ID)
                .fetchGroups(ID);
        return byId.values().stream().map(DoubtReadModel::doubt).toList();
    }

    private static Doubt doubt(List<? extends Record> shares) {
        Record first = shares.getFirst();
        long most = shares.stream().mapToLong(share -> share.get(NANOS)).max().orElseThrow();
        @Nullable String node = first.get(NODE.NAME);
        return new Doubt(
                first.get(ID),
                first.get(KIND),
                "open",
                Amounts.money(most),
                shares.stream()
                        .map(share -> new Doubt.Share(
                                share.get(SHARE_BUDGET), share.get(BUDGET.NAME), Amounts.money(share.get(NANOS))))
                        .toList(),
                node == null ? "" : node,
                first.get(EPOCH),
                first.get(MODEL),
                first.get(KEY_ID),
                first.get(SINCE).atOffset(ZoneOffset.UTC));
    }

    private static Table<?> shares(UUID organizationId) {
        return ofLeases(organizationId).unionAll(ofRequests(organizationId)).asTable("shares");
    }

    private static Select<Record> ofLeases(UUID organizationId) {
        return DSL.select(List.of(
                        LEASE.LEASE_ID.as(ID),
                        DSL.inline(OF_LEASE).as(KIND),
                        LEASE.BUDGET_ID.as(SHARE_BUDGET),
                        LEASE.GIVEN_UP_NANOS.as(NANOS),
                        LEASE.NODE_ID.as(NODE_ID),
                        LEASE.EPOCH.as(EPOCH),
                        DSL.inline((String) null, SQLDataType.CLOB).as(MODEL),
                        DSL.inline((UUID) null, SQLDataType.UUID).as(KEY_ID),
                        DSL.least(LEASE.EXPIRES_AT, DSL.coalesce(NODE_EPOCH.FENCED_AT, LEASE.EXPIRES_AT))
                                .as(SINCE)))
                .from(LEASE)
                .leftJoin(NODE_EPOCH)
                .on(NODE_EPOCH.NODE_ID.eq(LEASE.NODE_ID), NODE_EPOCH.EPOCH.eq(LEASE.EPOCH))
                .where(LEASE.ORGANIZATION_ID.eq(organizationId), LEASE.GIVEN_UP_NANOS.gt(DSL.inline(0L)));
    }

    private static Select<Record> ofRequests(UUID organizationId) {
        return DSL.select(List.of(
                        USAGE_CHARGE.EVENT_ID.as(ID),
                        DSL.inline(OF_REQUEST).as(KIND),
                        USAGE_CHARGE.BUDGET_ID.as(SHARE_BUDGET),
                        USAGE_CHARGE.IN_DOUBT_NANOS.as(NANOS),
                        USAGE_EVENT.NODE_ID.as(NODE_ID),
                        USAGE_EVENT.EPOCH.as(EPOCH),
                        USAGE_EVENT.MODEL.as(MODEL),
                        USAGE_EVENT.KEY_ID.as(KEY_ID),
                        USAGE_EVENT.RECORDED_AT.as(SINCE)))
                .from(USAGE_CHARGE)
                .join(USAGE_EVENT)
                .on(
                        USAGE_EVENT.ORGANIZATION_ID.eq(USAGE_CHARGE.ORGANIZATION_ID),
                        USAGE_EVENT.EVENT_ID.eq(USAGE_CHARGE.EVENT_ID))
                .where(
                        USAGE_CHARGE.ORGANIZATION_ID.eq(organizationId),
                        USAGE_CHARGE.IN_DOUBT_NANOS.gt(DSL.inline(0L)),
                        DSL.notExists(DSL.selectOne()
                                .from(DOUBT_RESOLUTION)
                                .where(
                                        DOUBT_RESOLUTION.ORGANIZATION_ID.eq(USAGE_CHARGE.ORGANIZATION_ID),
                                        DOUBT_RESOLUTION.EVENT_ID.eq(USAGE_CHARGE.EVENT_ID),
                                        DOUBT_RESOLUTION.BUDGET_ID.eq(USAGE_CHARGE.BUDGET_ID))));
    }
}
