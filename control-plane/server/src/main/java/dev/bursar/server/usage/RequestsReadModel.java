package dev.bursar.server.usage;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.NODE;
import static dev.bursar.server.sql.Tables.USAGE_CHARGE;
import static dev.bursar.server.sql.Tables.USAGE_EVENT;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.usage.UsageRequest;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.Cursors;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Requests, newest first, in one query. What was rejected is not shown: nobody can say whose it was. */
@Component
final class RequestsReadModel {
    /** Each level of a path is charged the same: the largest charge is the request's. */
    private static final Field<Long> IN_DOUBT = DSL.field(
                    DSL.select(DSL.coalesce(DSL.max(USAGE_CHARGE.IN_DOUBT_NANOS), DSL.inline(0L)))
                            .from(USAGE_CHARGE)
                            .where(
                                    USAGE_CHARGE.ORGANIZATION_ID.eq(USAGE_EVENT.ORGANIZATION_ID),
                                    USAGE_CHARGE.EVENT_ID.eq(USAGE_EVENT.EVENT_ID)))
            .as("in_doubt");

    /** Null: all. */
    static Condition chosen(
            @Nullable UUID keyId,
            @Nullable UUID budgetId,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to,
            @Nullable String outcome) {
        return DSL.and(
                keyId == null ? DSL.noCondition() : USAGE_EVENT.KEY_ID.eq(keyId),
                budgetId == null ? DSL.noCondition() : chargedTo(budgetId),
                from == null ? DSL.noCondition() : USAGE_EVENT.STARTED_AT.ge(from.toInstant()),
                to == null ? DSL.noCondition() : USAGE_EVENT.STARTED_AT.lt(to.toInstant()),
                outcome == null ? DSL.noCondition() : USAGE_EVENT.OUTCOME.eq(outcome));
    }

    private static Condition chargedTo(UUID budgetId) {
        return DSL.exists(DSL.selectOne()
                .from(USAGE_CHARGE)
                .where(
                        USAGE_CHARGE.ORGANIZATION_ID.eq(USAGE_EVENT.ORGANIZATION_ID),
                        USAGE_CHARGE.EVENT_ID.eq(USAGE_EVENT.EVENT_ID),
                        USAGE_CHARGE.BUDGET_ID.eq(budgetId)));
    }

    /** @param chosen of those whose keys the reader may see */
    Page<UsageRequest> page(
            DSLContext tx, UUID organizationId, Condition chosen, Optional<Cursors.At> after, int size) {
        Condition rest = after.<Condition>map(at ->
                        DSL.row(USAGE_EVENT.STARTED_AT, USAGE_EVENT.EVENT_ID).lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        return Cursors.page(
                tx.select(USAGE_EVENT.fields())
                        .select(API_KEY.NAME, NODE.NAME, IN_DOUBT)
                        .from(USAGE_EVENT)
                        .leftJoin(API_KEY)
                        .on(
                                API_KEY.ORGANIZATION_ID.eq(USAGE_EVENT.ORGANIZATION_ID),
                                API_KEY.KEY_ID.eq(USAGE_EVENT.KEY_ID))
                        .leftJoin(NODE)
                        .on(NODE.NODE_ID.eq(USAGE_EVENT.NODE_ID))
                        .where(
                                USAGE_EVENT.ORGANIZATION_ID.eq(organizationId),
                                USAGE_EVENT.REJECTED.eq(""),
                                chosen,
                                rest)
                        .orderBy(USAGE_EVENT.STARTED_AT.desc(), USAGE_EVENT.EVENT_ID.desc())
                        .limit(size + 1)
                        .fetch(RequestsReadModel::request),
                size,
                last -> Cursors.after(last.startedAt().toInstant(), last.id()));
    }

    private static UsageRequest request(Record row) {
        @Nullable String keyName = row.get(API_KEY.NAME);
        @Nullable String node = row.get(NODE.NAME);
        return new UsageRequest(
                row.get(USAGE_EVENT.EVENT_ID),
                row.get(USAGE_EVENT.KEY_ID),
                keyName == null ? "" : keyName,
                row.get(USAGE_EVENT.MODEL),
                row.get(USAGE_EVENT.STARTED_AT).atOffset(ZoneOffset.UTC),
                row.get(USAGE_EVENT.DURATION_MICROS),
                row.get(USAGE_EVENT.FIRST_BYTE_MICROS),
                row.get(USAGE_EVENT.OUTCOME),
                row.get(USAGE_EVENT.STREAMED),
                row.get(USAGE_EVENT.PROMPT_TOKENS),
                row.get(USAGE_EVENT.COMPLETION_TOKENS),
                Amounts.money(row.get(USAGE_EVENT.COST_NANOS)),
                Amounts.money(row.get(IN_DOUBT)),
                row.get(USAGE_EVENT.ESTIMATED),
                node == null ? "" : node,
                row.get(USAGE_EVENT.ERROR_CODE));
    }
}
