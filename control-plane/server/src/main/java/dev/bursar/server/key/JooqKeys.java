package dev.bursar.server.key;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ORGANIZATION;
import static dev.bursar.server.sql.Tables.UNIT;

import dev.bursar.adminapi.key.Key;
import dev.bursar.server.platform.web.Sorting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.springframework.stereotype.Component;

/** The table of keys. */
@Component
final class JooqKeys {
    static final Sorting<Key> ORDERS = new Sorting<>(
            API_KEY.KEY_ID,
            Key::id,
            "-created",
            Sorting.byTime("created", API_KEY.CREATED_AT, Key::createdAt),
            Sorting.byTime("lastUsed", API_KEY.USED_ORDER, Key::lastUsedAt),
            Sorting.byText("name", API_KEY.NAME_ORDER, Key::name));

    void insert(DSLContext tx, UUID organizationId, KeyRow key, byte[] hash) {
        tx.insertInto(API_KEY)
                .set(API_KEY.ORGANIZATION_ID, organizationId)
                .set(API_KEY.KEY_ID, key.id())
                .set(API_KEY.HASH, hash)
                .set(API_KEY.MASKED, key.masked())
                .set(API_KEY.NAME, key.name())
                .set(API_KEY.ENVIRONMENT, key.environment())
                .set(API_KEY.MANAGEMENT, key.management())
                .set(API_KEY.OWNER_MEMBER_ID, key.ownerMemberId())
                .set(API_KEY.UNIT_ID, key.unitId())
                .set(API_KEY.MODELS, key.models().toArray(String[]::new))
                .set(API_KEY.STATE, key.state())
                .set(API_KEY.EXPIRES_AT, key.expiresAt())
                .set(API_KEY.CREATED_AT, key.createdAt())
                .set(API_KEY.CREATED_BY, key.createdBy())
                .execute();
    }

    Optional<KeyRow> find(DSLContext tx, UUID organizationId, UUID keyId) {
        return select(tx)
                .where(API_KEY.ORGANIZATION_ID.eq(organizationId))
                .and(API_KEY.KEY_ID.eq(keyId))
                .fetchOptional(JooqKeys::row);
    }

    /** Locks the row until the transaction ends. */
    Optional<KeyRow> lock(DSLContext tx, UUID organizationId, UUID keyId) {
        tx.select(API_KEY.KEY_ID)
                .from(API_KEY)
                .where(API_KEY.ORGANIZATION_ID.eq(organizationId))
                .and(API_KEY.KEY_ID.eq(keyId))
                .forUpdate()
                .fetch();
        return find(tx, organizationId, keyId);
    }

    /** Locks the rows of this owner's keys until the transaction ends. */
    List<KeyRow> lockOwned(DSLContext tx, UUID organizationId, UUID memberId, Condition wanted) {
        List<UUID> ids = tx.select(API_KEY.KEY_ID)
                .from(API_KEY)
                .where(API_KEY.ORGANIZATION_ID.eq(organizationId), API_KEY.OWNER_MEMBER_ID.eq(memberId), wanted)
                .orderBy(API_KEY.KEY_ID)
                .forUpdate()
                .fetch(API_KEY.KEY_ID);
        return select(tx)
                .where(API_KEY.ORGANIZATION_ID.eq(organizationId), API_KEY.KEY_ID.in(ids))
                .orderBy(API_KEY.KEY_ID)
                .fetch(JooqKeys::row);
    }

    /** Of an organization that is deleted; all are published again with it. */
    void revokeAll(DSLContext tx, UUID organizationId, Instant now) {
        tx.update(API_KEY)
                .set(API_KEY.STATE, "revoked")
                .set(API_KEY.REVOKED_AT, now)
                .set(API_KEY.VERSION, API_KEY.VERSION.plus(1))
                .where(API_KEY.ORGANIZATION_ID.eq(organizationId), API_KEY.STATE.ne("revoked"))
                .execute();
    }

    /** One more than the page. */
    List<KeyRow> page(DSLContext tx, UUID organizationId, Condition wanted, Sorting.Start<Key> start, int size) {
        return select(tx)
                .where(API_KEY.ORGANIZATION_ID.eq(organizationId))
                .and(wanted)
                .and(start.rest())
                .orderBy(start.order())
                .limit(size + 1)
                .fetch(JooqKeys::row);
    }

    void update(DSLContext tx, UUID organizationId, KeyRow key) {
        tx.update(API_KEY)
                .set(API_KEY.NAME, key.name())
                .set(API_KEY.UNIT_ID, key.unitId())
                .set(API_KEY.MODELS, key.models().toArray(String[]::new))
                .set(API_KEY.STATE, key.state())
                .set(API_KEY.EXPIRES_AT, key.expiresAt())
                .set(API_KEY.REVOKED_AT, key.revokedAt())
                .set(API_KEY.VERSION, key.version())
                .where(API_KEY.ORGANIZATION_ID.eq(organizationId))
                .and(API_KEY.KEY_ID.eq(key.id()))
                .execute();
    }

    boolean isMember(DSLContext tx, UUID organizationId, UUID memberId) {
        return tx.fetchExists(
                MEMBER,
                MEMBER.ORGANIZATION_ID.eq(organizationId),
                MEMBER.MEMBER_ID.eq(memberId),
                MEMBER.STATE.in("invited", "active"));
    }

    /** @param state as the Admin API names it, {@code expired} included */
    static Condition inState(String state, Instant now) {
        Condition past = API_KEY.EXPIRES_AT.isNotNull().and(API_KEY.EXPIRES_AT.le(now));
        return switch (state) {
            case "expired" -> past.and(API_KEY.STATE.ne("revoked"));
            case "revoked" -> API_KEY.STATE.eq("revoked");
            case "organization_archived" ->
                API_KEY.STATE.eq("active").andNot(past).and(ORGANIZATION.STATE.ne("active"));
            case "active" -> API_KEY.STATE.eq("active").andNot(past).and(ORGANIZATION.STATE.eq("active"));
            default -> API_KEY.STATE.eq(state).andNot(past);
        };
    }

    private static SelectOnConditionStep<Record> select(DSLContext tx) {
        return tx.select(API_KEY.fields())
                .select(MEMBER.DISPLAY_NAME, UNIT.NAME, ORGANIZATION.STATE)
                .from(API_KEY)
                .join(ORGANIZATION)
                .on(ORGANIZATION.ORGANIZATION_ID.eq(API_KEY.ORGANIZATION_ID))
                .leftJoin(MEMBER)
                .on(MEMBER.ORGANIZATION_ID.eq(API_KEY.ORGANIZATION_ID), MEMBER.MEMBER_ID.eq(API_KEY.OWNER_MEMBER_ID))
                .leftJoin(UNIT)
                .on(UNIT.ORGANIZATION_ID.eq(API_KEY.ORGANIZATION_ID), UNIT.UNIT_ID.eq(API_KEY.UNIT_ID));
    }

    private static KeyRow row(Record row) {
        return new KeyRow(
                row.get(API_KEY.KEY_ID),
                row.get(API_KEY.NAME),
                row.get(API_KEY.MASKED),
                row.get(API_KEY.ENVIRONMENT),
                row.get(API_KEY.MANAGEMENT),
                row.get(API_KEY.OWNER_MEMBER_ID),
                row.get(MEMBER.DISPLAY_NAME),
                row.get(API_KEY.UNIT_ID),
                row.get(UNIT.NAME),
                List.of(row.get(API_KEY.MODELS)),
                row.get(API_KEY.STATE),
                !row.get(ORGANIZATION.STATE).equals("active"),
                row.get(API_KEY.EXPIRES_AT),
                row.get(API_KEY.CREATED_AT),
                row.get(API_KEY.CREATED_BY),
                row.get(API_KEY.REVOKED_AT),
                row.get(API_KEY.LAST_USED_AT),
                row.get(API_KEY.VERSION));
    }
}
