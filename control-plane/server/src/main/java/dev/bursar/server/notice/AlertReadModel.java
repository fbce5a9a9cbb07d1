package dev.bursar.server.notice;

import static dev.bursar.server.sql.Tables.ALERT;
import static dev.bursar.server.sql.Tables.ALERT_CHANNEL;
import static dev.bursar.server.sql.Tables.ALERT_DELIVERY;
import static dev.bursar.server.sql.Tables.ALERT_RULE;
import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.MEMBER;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.notice.Alert;
import dev.bursar.adminapi.notice.AlertDelivery;
import dev.bursar.policy.access.Action;
import dev.bursar.server.budget.BudgetPlaces;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.Cursors;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What crossed and what was delivered, newest first, each list in one query. */
@Component
final class AlertReadModel {
    /** Of budgets whose alerts the caller may read. */
    Page<Alert> alerts(DSLContext tx, Caller caller, @Nullable UUID budgetId, Optional<Cursors.At> after, int size) {
        UUID organizationId = caller.organizationId();
        Condition rest = after.<Condition>map(
                        at -> DSL.row(ALERT.AT, ALERT.ALERT_ID).lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        List<Alert> rows = tx.select(ALERT.fields())
                .select(ALERT_RULE.NAME, BUDGET.NAME)
                .from(ALERT)
                .leftJoin(BUDGET)
                .on(BUDGET.ORGANIZATION_ID.eq(ALERT.ORGANIZATION_ID), BUDGET.BUDGET_ID.eq(ALERT.BUDGET_ID))
                .leftJoin(ALERT_RULE)
                .on(ALERT_RULE.ORGANIZATION_ID.eq(ALERT.ORGANIZATION_ID), ALERT_RULE.RULE_ID.eq(ALERT.RULE_ID))
                .where(
                        ALERT.ORGANIZATION_ID.eq(organizationId),
                        budgetId == null ? DSL.noCondition() : ALERT.BUDGET_ID.eq(budgetId),
                        BudgetPlaces.within(caller.reach(Action.ALERT_READ), organizationId),
                        rest)
                .orderBy(ALERT.AT.desc(), ALERT.ALERT_ID.desc())
                .limit(size + 1)
                .fetch(AlertReadModel::alert);
        return Cursors.page(rows, size, last -> Cursors.after(last.at().toInstant(), last.id()));
    }

    Page<AlertDelivery> deliveries(
            DSLContext tx, UUID organizationId, @Nullable UUID channelId, Optional<Cursors.At> after, int size) {
        Condition rest = after.<Condition>map(at -> DSL.row(ALERT_DELIVERY.CREATED_AT, ALERT_DELIVERY.DELIVERY_ID)
                        .lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        List<AlertDelivery> rows = tx.select(ALERT_DELIVERY.fields())
                .select(ALERT.SENTENCE, ALERT_CHANNEL.NAME, MEMBER.DISPLAY_NAME)
                .from(ALERT_DELIVERY)
                .join(ALERT)
                .on(
                        ALERT.ORGANIZATION_ID.eq(ALERT_DELIVERY.ORGANIZATION_ID),
                        ALERT.ALERT_ID.eq(ALERT_DELIVERY.ALERT_ID))
                .leftJoin(ALERT_CHANNEL)
                .on(
                        ALERT_CHANNEL.ORGANIZATION_ID.eq(ALERT_DELIVERY.ORGANIZATION_ID),
                        ALERT_CHANNEL.CHANNEL_ID.eq(ALERT_DELIVERY.CHANNEL_ID))
                .leftJoin(MEMBER)
                .on(
                        MEMBER.ORGANIZATION_ID.eq(ALERT_DELIVERY.ORGANIZATION_ID),
                        MEMBER.MEMBER_ID.eq(ALERT_DELIVERY.MEMBER_ID))
                .where(
                        ALERT_DELIVERY.ORGANIZATION_ID.eq(organizationId),
                        channelId == null ? DSL.noCondition() : ALERT_DELIVERY.CHANNEL_ID.eq(channelId),
                        rest)
                .orderBy(ALERT_DELIVERY.CREATED_AT.desc(), ALERT_DELIVERY.DELIVERY_ID.desc())
                .limit(size + 1)
                .fetch(AlertReadModel::delivery);
        return Cursors.page(rows, size, last -> Cursors.after(last.createdAt().toInstant(), last.id()));
    }

    private static Alert alert(Record row) {
        return new Alert(
                row.get(ALERT.ALERT_ID),
                row.get(ALERT.RULE_ID),
                row.get(ALERT_RULE.NAME),
                row.get(ALERT.KIND),
                row.get(ALERT.BUDGET_ID),
                row.get(BUDGET.NAME),
                row.get(ALERT.SENTENCE),
                row.get(ALERT.AT).atOffset(ZoneOffset.UTC));
    }

    private static AlertDelivery delivery(Record row) {
        boolean waiting = row.get(ALERT_DELIVERY.STATE).equals("waiting");
        return new AlertDelivery(
                row.get(ALERT_DELIVERY.DELIVERY_ID),
                row.get(ALERT_DELIVERY.ALERT_ID),
                row.get(ALERT.SENTENCE),
                row.get(ALERT_DELIVERY.CHANNEL_ID),
                receiver(row),
                row.get(ALERT_DELIVERY.STATE),
                row.get(ALERT_DELIVERY.ATTEMPTS),
                row.get(ALERT_DELIVERY.LAST_STATUS),
                row.get(ALERT_DELIVERY.LAST_ERROR),
                waiting ? utc(row.get(ALERT_DELIVERY.NEXT_ATTEMPT_AT)) : null,
                utc(row.get(ALERT_DELIVERY.DELIVERED_AT)),
                row.get(ALERT_DELIVERY.CREATED_AT).atOffset(ZoneOffset.UTC));
    }

    private static String receiver(Record row) {
        if (row.get(ALERT_DELIVERY.OPERATOR) != null) {
            return "Operator (" + row.get(ALERT_DELIVERY.OPERATOR) + ")";
        }
        @Nullable String channel = row.get(ALERT_CHANNEL.NAME);
        return channel == null ? row.get(MEMBER.DISPLAY_NAME) : channel;
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
