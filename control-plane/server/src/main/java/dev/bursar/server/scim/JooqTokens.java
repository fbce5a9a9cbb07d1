package dev.bursar.server.scim;

import static dev.bursar.server.sql.Tables.SCIM_TOKEN;

import dev.bursar.server.platform.web.Cursors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The tokens with which identity providers call. */
@Component
final class JooqTokens {
    /** How exactly the last use is known: not each call writes. */
    private static final Duration USE = Duration.ofMinutes(1);

    void insert(DSLContext tx, UUID organizationId, TokenRow token, byte[] hash) {
        tx.insertInto(SCIM_TOKEN)
                .set(SCIM_TOKEN.ORGANIZATION_ID, organizationId)
                .set(SCIM_TOKEN.TOKEN_ID, token.id())
                .set(SCIM_TOKEN.NAME, token.name())
                .set(SCIM_TOKEN.MASKED, token.masked())
                .set(SCIM_TOKEN.HASH, hash)
                .set(SCIM_TOKEN.CREATED_BY, token.createdBy())
                .set(SCIM_TOKEN.CREATED_AT, token.createdAt())
                .set(SCIM_TOKEN.EXPIRES_AT, token.expiresAt())
                .execute();
    }

    Optional<TokenRow> byHash(DSLContext tx, UUID organizationId, byte[] hash) {
        return find(tx, organizationId, SCIM_TOKEN.HASH.eq(hash));
    }

    /** Locks the row until the transaction ends. */
    Optional<TokenRow> lock(DSLContext tx, UUID organizationId, UUID id) {
        return tx.select(SCIM_TOKEN.fields())
                .from(SCIM_TOKEN)
                .where(SCIM_TOKEN.ORGANIZATION_ID.eq(organizationId))
                .and(SCIM_TOKEN.TOKEN_ID.eq(id))
                .forUpdate()
                .fetchOptional(JooqTokens::row);
    }

    void revoke(DSLContext tx, UUID organizationId, UUID id, Instant at) {
        tx.update(SCIM_TOKEN)
                .set(SCIM_TOKEN.REVOKED_AT, at)
                .where(SCIM_TOKEN.ORGANIZATION_ID.eq(organizationId))
                .and(SCIM_TOKEN.TOKEN_ID.eq(id))
                .execute();
    }

    void used(DSLContext tx, UUID organizationId, UUID id, Instant at) {
        tx.update(SCIM_TOKEN)
                .set(SCIM_TOKEN.LAST_USED_AT, at)
                .where(SCIM_TOKEN.ORGANIZATION_ID.eq(organizationId))
                .and(SCIM_TOKEN.TOKEN_ID.eq(id))
                .and(SCIM_TOKEN.LAST_USED_AT.isNull().or(SCIM_TOKEN.LAST_USED_AT.lt(at.minus(USE))))
                .execute();
    }

    static boolean isUseOld(TokenRow token, Instant now) {
        Instant last = token.lastUsedAt();
        return last == null || last.isBefore(now.minus(USE));
    }

    int active(DSLContext tx, UUID organizationId, Instant now) {
        return tx.fetchCount(
                SCIM_TOKEN,
                SCIM_TOKEN
                        .ORGANIZATION_ID
                        .eq(organizationId)
                        .and(SCIM_TOKEN.REVOKED_AT.isNull())
                        .and(SCIM_TOKEN.EXPIRES_AT.isNull().or(SCIM_TOKEN.EXPIRES_AT.gt(now))));
    }

    /** Newest first; one more than the page. */
    List<TokenRow> page(DSLContext tx, UUID organizationId, Optional<Cursors.At> after, int size) {
        Condition rest = after.<Condition>map(at ->
                        DSL.row(SCIM_TOKEN.CREATED_AT, SCIM_TOKEN.TOKEN_ID).lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        return tx.select(SCIM_TOKEN.fields())
                .from(SCIM_TOKEN)
                .where(SCIM_TOKEN.ORGANIZATION_ID.eq(organizationId))
                .and(rest)
                .orderBy(SCIM_TOKEN.CREATED_AT.desc(), SCIM_TOKEN.TOKEN_ID.desc())
                .limit(size + 1)
                .fetch(JooqTokens::row);
    }

    private static Optional<TokenRow> find(DSLContext tx, UUID organizationId, Condition which) {
        return tx.select(SCIM_TOKEN.fields())
                .from(SCIM_TOKEN)
                .where(SCIM_TOKEN.ORGANIZATION_ID.eq(organizationId))
                .and(which)
                .fetchOptional(JooqTokens::row);
    }

    private static TokenRow row(Record row) {
        return new TokenRow(
                row.get(SCIM_TOKEN.TOKEN_ID),
                row.get(SCIM_TOKEN.NAME),
                row.get(SCIM_TOKEN.MASKED),
                row.get(SCIM_TOKEN.CREATED_BY),
                row.get(SCIM_TOKEN.CREATED_AT),
                row.get(SCIM_TOKEN.EXPIRES_AT),
                row.get(SCIM_TOKEN.LAST_USED_AT),
                row.get(SCIM_TOKEN.REVOKED_AT));
    }
}
