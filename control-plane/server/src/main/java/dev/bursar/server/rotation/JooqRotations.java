package dev.bursar.server.rotation;

import static dev.bursar.server.sql.Tables.KEY_ROTATION;
import static dev.bursar.server.sql.Tables.TENANT;

import dev.bursar.server.platform.secret.KeyId;
import dev.bursar.server.rotation.Rotation.Position;
import dev.bursar.server.sql.tables.records.KeyRotationRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The walks. */
@Component
final class JooqRotations {
    private static final String RUNNING = "running";

    void insert(DSLContext tx, UUID id, KeyId key, String startedBy, Instant now) {
        tx.insertInto(KEY_ROTATION)
                .set(KEY_ROTATION.ROTATION_ID, id)
                .set(KEY_ROTATION.KEY_ID, key.bytes())
                .set(KEY_ROTATION.STATE, RUNNING)
                .set(KEY_ROTATION.STARTED_BY, startedBy)
                .set(KEY_ROTATION.STARTED_AT, now)
                .execute();
    }

    Optional<Rotation> latest(DSLContext tx) {
        return tx.selectFrom(KEY_ROTATION)
                .orderBy(KEY_ROTATION.STARTED_AT.desc())
                .limit(1)
                .fetchOptional(JooqRotations::row);
    }

    Optional<Rotation> running(DSLContext tx) {
        return tx.selectFrom(KEY_ROTATION).where(KEY_ROTATION.STATE.eq(RUNNING)).fetchOptional(JooqRotations::row);
    }

    /** Of several control planes one does the next batch; the others wait for it. */
    Optional<Rotation> lockRunning(DSLContext tx) {
        return tx.selectFrom(KEY_ROTATION)
                .where(KEY_ROTATION.STATE.eq(RUNNING))
                .forUpdate()
                .fetchOptional(JooqRotations::row);
    }

    void end(DSLContext tx, UUID id, String state, Instant now) {
        tx.update(KEY_ROTATION)
                .set(KEY_ROTATION.STATE, state)
                .set(KEY_ROTATION.ENDED_AT, now)
                .where(KEY_ROTATION.ROTATION_ID.eq(id))
                .execute();
    }

    /** @param at null: after the last organization */
    void moved(DSLContext tx, UUID id, @Nullable Position at, long there, int wrapped, int unreadable) {
        var update = tx.update(KEY_ROTATION)
                .set(KEY_ROTATION.WRAPPED_THERE, there)
                .set(KEY_ROTATION.WRAPPED, KEY_ROTATION.WRAPPED.plus(wrapped))
                .set(KEY_ROTATION.UNREADABLE, KEY_ROTATION.UNREADABLE.plus(unreadable));
        if (at != null) {
            update = update.set(KEY_ROTATION.AT_ORGANIZATION, at.organizationId())
                    .set(KEY_ROTATION.AT_PLACE, at.place())
                    .set(KEY_ROTATION.AT_ID, at.after());
        }
        update.where(KEY_ROTATION.ROTATION_ID.eq(id)).execute();
    }

    /** In the order of their ids. @param last null: the first one */
    Optional<UUID> organizationAfter(DSLContext tx, @Nullable UUID last) {
        return tx.select(TENANT.ORGANIZATION_ID)
                .from(TENANT)
                .where(last == null ? DSL.noCondition() : TENANT.ORGANIZATION_ID.gt(last))
                .orderBy(TENANT.ORGANIZATION_ID)
                .limit(1)
                .fetchOptional(TENANT.ORGANIZATION_ID);
    }

    long organizations(DSLContext tx) {
        return tx.fetchCount(TENANT);
    }

    /** @param at null: none */
    long organizationsBefore(DSLContext tx, @Nullable Position at) {
        return at == null ? 0 : tx.fetchCount(TENANT, TENANT.ORGANIZATION_ID.lt(at.organizationId()));
    }

    private static Rotation row(KeyRotationRecord row) {
        Position at = row.getAtOrganization() == null
                ? null
                : new Position(row.getAtOrganization(), row.getAtPlace(), row.getAtId());
        return new Rotation(
                row.getRotationId(),
                KeyId.of(row.getKeyId()),
                row.getState(),
                row.getStartedBy(),
                row.getStartedAt(),
                row.getEndedAt(),
                at,
                row.getWrappedThere(),
                row.getWrapped(),
                row.getUnreadable());
    }
}
