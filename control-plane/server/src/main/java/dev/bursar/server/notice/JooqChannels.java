package dev.bursar.server.notice;

import static dev.bursar.server.sql.Tables.ALERT_CHANNEL;

import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.sql.tables.records.AlertChannelRecord;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The table of channels. */
@Component
final class JooqChannels {
    void insert(DSLContext tx, UUID organizationId, Channel channel) {
        tx.insertInto(ALERT_CHANNEL)
                .set(ALERT_CHANNEL.ORGANIZATION_ID, organizationId)
                .set(ALERT_CHANNEL.CHANNEL_ID, channel.id())
                .set(ALERT_CHANNEL.KIND, channel.kind())
                .set(ALERT_CHANNEL.NAME, channel.name())
                .set(ALERT_CHANNEL.TARGET, channel.target())
                .set(ALERT_CHANNEL.SEALED_TARGET, channel.sealedTarget())
                .set(ALERT_CHANNEL.SECRET, channel.sealedSecret())
                .set(ALERT_CHANNEL.STATE, channel.state())
                .set(ALERT_CHANNEL.CREATED_AT, channel.createdAt())
                .execute();
    }

    Optional<Channel> find(DSLContext tx, UUID organizationId, UUID channelId) {
        return tx.selectFrom(ALERT_CHANNEL)
                .where(ALERT_CHANNEL.ORGANIZATION_ID.eq(organizationId), ALERT_CHANNEL.CHANNEL_ID.eq(channelId))
                .fetchOptional(JooqChannels::channel);
    }

    Optional<Channel> lock(DSLContext tx, UUID organizationId, UUID channelId) {
        return tx.selectFrom(ALERT_CHANNEL)
                .where(ALERT_CHANNEL.ORGANIZATION_ID.eq(organizationId), ALERT_CHANNEL.CHANNEL_ID.eq(channelId))
                .forUpdate()
                .fetchOptional(JooqChannels::channel);
    }

    int active(DSLContext tx, UUID organizationId) {
        return tx.fetchCount(
                ALERT_CHANNEL, ALERT_CHANNEL.ORGANIZATION_ID.eq(organizationId), ALERT_CHANNEL.STATE.eq("active"));
    }

    List<UUID> activeIds(DSLContext tx, UUID organizationId) {
        return tx.select(ALERT_CHANNEL.CHANNEL_ID)
                .from(ALERT_CHANNEL)
                .where(ALERT_CHANNEL.ORGANIZATION_ID.eq(organizationId), ALERT_CHANNEL.STATE.eq("active"))
                .orderBy(ALERT_CHANNEL.CHANNEL_ID)
                .limit(Channels.MOST)
                .fetch(ALERT_CHANNEL.CHANNEL_ID);
    }

    /** How many of these are active. */
    int activeAmong(DSLContext tx, UUID organizationId, Collection<UUID> ids) {
        return tx.fetchCount(
                ALERT_CHANNEL,
                ALERT_CHANNEL.ORGANIZATION_ID.eq(organizationId),
                ALERT_CHANNEL.STATE.eq("active"),
                ALERT_CHANNEL.CHANNEL_ID.in(ids));
    }

    /** Newest first; one more than the page. */
    List<Channel> page(DSLContext tx, UUID organizationId, Optional<Cursors.At> after, int size) {
        Condition rest = after.<Condition>map(at -> DSL.row(ALERT_CHANNEL.CREATED_AT, ALERT_CHANNEL.CHANNEL_ID)
                        .lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        return tx.selectFrom(ALERT_CHANNEL)
                .where(ALERT_CHANNEL.ORGANIZATION_ID.eq(organizationId), rest)
                .orderBy(ALERT_CHANNEL.CREATED_AT.desc(), ALERT_CHANNEL.CHANNEL_ID.desc())
                .limit(size + 1)
                .fetch(JooqChannels::channel);
    }

    void archive(DSLContext tx, UUID organizationId, UUID channelId) {
        tx.update(ALERT_CHANNEL)
                .set(ALERT_CHANNEL.STATE, "archived")
                .set(ALERT_CHANNEL.VERSION, ALERT_CHANNEL.VERSION.plus(1))
                .where(ALERT_CHANNEL.ORGANIZATION_ID.eq(organizationId), ALERT_CHANNEL.CHANNEL_ID.eq(channelId))
                .execute();
    }

    static Channel channel(AlertChannelRecord row) {
        return new Channel(
                row.getChannelId(),
                row.getKind(),
                row.getName(),
                row.getTarget(),
                row.getSealedTarget(),
                row.getSecret(),
                row.getState(),
                row.getCreatedAt(),
                row.getVersion());
    }
}
