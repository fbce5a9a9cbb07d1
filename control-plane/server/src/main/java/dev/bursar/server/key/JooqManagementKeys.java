package dev.bursar.server.key;

import static dev.bursar.server.sql.Tables.API_KEY;

import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.sql.tables.records.ApiKeyRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The rows of the table of keys that belong to service accounts. */
@Component
final class JooqManagementKeys {
    private final Tenancy tenancy;

    JooqManagementKeys(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** Any key, whose ever it is. */
    Optional<ApiKeyRecord> byHash(byte[] hash) {
        return tenancy.asBearer(
                hash, tx -> tx.selectFrom(API_KEY).where(API_KEY.HASH.eq(hash)).fetchOptional());
    }

    void insert(DSLContext tx, ApiKeyRecord key) {
        tx.insertInto(API_KEY).set(key).execute();
    }

    Optional<ApiKeyRecord> lock(DSLContext tx, UUID organizationId, UUID serviceAccountId, UUID keyId) {
        return tx.selectFrom(API_KEY)
                .where(of(organizationId, serviceAccountId), API_KEY.KEY_ID.eq(keyId))
                .forUpdate()
                .fetchOptional();
    }

    /** Those that are not revoked. */
    int count(DSLContext tx, UUID organizationId, UUID serviceAccountId) {
        return tx.fetchCount(API_KEY, of(organizationId, serviceAccountId), API_KEY.STATE.ne("revoked"));
    }

    /** Newest first; one more than the page. */
    List<ApiKeyRecord> page(
            DSLContext tx, UUID organizationId, UUID serviceAccountId, Optional<Cursors.At> after, int size) {
        Condition rest = after.<Condition>map(
                        at -> DSL.row(API_KEY.CREATED_AT, API_KEY.KEY_ID).lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        return tx.selectFrom(API_KEY)
                .where(of(organizationId, serviceAccountId), rest)
                .orderBy(API_KEY.CREATED_AT.desc(), API_KEY.KEY_ID.desc())
                .limit(size + 1)
                .fetch();
    }

    void revoke(DSLContext tx, ApiKeyRecord key, Instant now) {
        tx.update(API_KEY)
                .set(API_KEY.STATE, "revoked")
                .set(API_KEY.REVOKED_AT, now)
                .set(API_KEY.VERSION, API_KEY.VERSION.plus(1))
                .where(API_KEY.ORGANIZATION_ID.eq(key.getOrganizationId()), API_KEY.KEY_ID.eq(key.getKeyId()))
                .execute();
    }

    void used(DSLContext tx, UUID organizationId, UUID keyId, Instant now) {
        tx.update(API_KEY)
                .set(API_KEY.LAST_USED_AT, now)
                .where(API_KEY.ORGANIZATION_ID.eq(organizationId), API_KEY.KEY_ID.eq(keyId))
                .execute();
    }

    private static Condition of(UUID organizationId, UUID serviceAccountId) {
        return API_KEY.ORGANIZATION_ID.eq(organizationId).and(API_KEY.SERVICE_ACCOUNT_ID.eq(serviceAccountId));
    }
}
