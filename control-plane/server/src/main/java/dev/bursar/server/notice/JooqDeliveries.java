package dev.bursar.server.notice;

import static dev.bursar.server.sql.Tables.ALERT;
import static dev.bursar.server.sql.Tables.ALERT_CHANNEL;
import static dev.bursar.server.sql.Tables.ALERT_DELIVERY;
import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.MEMBER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Deliveries on their way. */
@Component
final class JooqDeliveries {
    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

    private final JsonMapper json;

    JooqDeliveries(JsonMapper json) {
        this.json = json;
    }

    /**
     * Takes what is due for one attempt each, and puts it off meanwhile: if this process dies, another attempt follows.
     *
     * @param putOff longer than the attempts can take
     */
    List<Delivery> take(DSLContext tx, UUID organizationId, Instant now, Duration putOff, int most) {
        List<UUID> ids = tx.select(ALERT_DELIVERY.DELIVERY_ID)
                .from(ALERT_DELIVERY)
                .where(
                        ALERT_DELIVERY.ORGANIZATION_ID.eq(organizationId),
                        ALERT_DELIVERY.STATE.eq("waiting"),
                        ALERT_DELIVERY.NEXT_ATTEMPT_AT.le(now))
                .orderBy(ALERT_DELIVERY.NEXT_ATTEMPT_AT)
                .limit(most)
                .forUpdate()
                .skipLocked()
                .fetch(ALERT_DELIVERY.DELIVERY_ID);
        tx.update(ALERT_DELIVERY)
                .set(ALERT_DELIVERY.ATTEMPTS, ALERT_DELIVERY.ATTEMPTS.plus(1))
                .set(ALERT_DELIVERY.NEXT_ATTEMPT_AT, now.plus(putOff))
                .where(ALERT_DELIVERY.ORGANIZATION_ID.eq(organizationId), ALERT_DELIVERY.DELIVERY_ID.in(ids))
                .execute();
        return tx.select(ALERT_DELIVERY.fields())
                .select(ALERT.fields())
                .select(ALERT_CHANNEL.fields())
                .select(BUDGET.NAME, MEMBER.EMAIL)
                .from(ALERT_DELIVERY)
                .join(ALERT)
                .on(
                        ALERT.ORGANIZATION_ID.eq(ALERT_DELIVERY.ORGANIZATION_ID),
                        ALERT.ALERT_ID.eq(ALERT_DELIVERY.ALERT_ID))
                .leftJoin(BUDGET)
                .on(BUDGET.ORGANIZATION_ID.eq(ALERT.ORGANIZATION_ID), BUDGET.BUDGET_ID.eq(ALERT.BUDGET_ID))
                .leftJoin(ALERT_CHANNEL)
                .on(
                        ALERT_CHANNEL.ORGANIZATION_ID.eq(ALERT_DELIVERY.ORGANIZATION_ID),
                        ALERT_CHANNEL.CHANNEL_ID.eq(ALERT_DELIVERY.CHANNEL_ID))
                .leftJoin(MEMBER)
                .on(
                        MEMBER.ORGANIZATION_ID.eq(ALERT_DELIVERY.ORGANIZATION_ID),
                        MEMBER.MEMBER_ID.eq(ALERT_DELIVERY.MEMBER_ID))
                .where(ALERT_DELIVERY.ORGANIZATION_ID.eq(organizationId), ALERT_DELIVERY.DELIVERY_ID.in(ids))
                .fetch(this::delivery);
    }

    /** @param next null: there is no further attempt */
    void record(DSLContext tx, UUID organizationId, UUID deliveryId, Sent sent, Instant now, @Nullable Instant next) {
        String state = sent.isDelivered() ? "delivered" : next == null ? "failed" : "waiting";
        tx.update(ALERT_DELIVERY)
                .set(ALERT_DELIVERY.STATE, state)
                .set(ALERT_DELIVERY.LAST_STATUS, sent.status())
                .set(ALERT_DELIVERY.LAST_ERROR, sent.error())
                .set(ALERT_DELIVERY.NEXT_ATTEMPT_AT, next)
                .set(ALERT_DELIVERY.DELIVERED_AT, sent.isDelivered() ? now : null)
                .where(
                        ALERT_DELIVERY.ORGANIZATION_ID.eq(organizationId),
                        ALERT_DELIVERY.DELIVERY_ID.eq(deliveryId),
                        ALERT_DELIVERY.STATE.eq("waiting"))
                .execute();
    }

    Optional<Instant> nextAttempt(DSLContext tx, UUID organizationId) {
        return Optional.ofNullable(tx.select(DSL.min(ALERT_DELIVERY.NEXT_ATTEMPT_AT))
                .from(ALERT_DELIVERY)
                .where(ALERT_DELIVERY.ORGANIZATION_ID.eq(organizationId), ALERT_DELIVERY.STATE.eq("waiting"))
                .fetchSingle()
                .value1());
    }

    private Delivery delivery(Record row) {
        boolean toChannel = row.get(ALERT_DELIVERY.CHANNEL_ID) != null;
        return new Delivery(
                row.get(ALERT_DELIVERY.DELIVERY_ID),
                row.get(ALERT_DELIVERY.ALERT_ID),
                row.get(ALERT_DELIVERY.ATTEMPTS),
                toChannel ? JooqChannels.channel(row.into(ALERT_CHANNEL)) : null,
                row.get(MEMBER.EMAIL),
                row.get(ALERT_DELIVERY.OPERATOR),
                row.get(ALERT.KIND),
                row.get(ALERT.BUDGET_ID),
                row.get(BUDGET.NAME),
                row.get(ALERT.SENTENCE),
                json.readValue(row.get(ALERT.FACTS).data(), FACTS),
                row.get(ALERT.AT));
    }
}
