package dev.bursar.server.machine;

import static dev.bursar.server.sql.Tables.WORKLOAD_ISSUER;
import static dev.bursar.server.sql.Tables.WORKLOAD_TRUST;

import dev.bursar.policy.workload.VerificationKey;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.publication.KeySetJson;
import dev.bursar.server.sql.tables.records.WorkloadIssuerRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table of issuers and their keys. */
@Component
final class JooqIssuers {
    private final KeySetJson keySets;
    private final Ids ids;

    JooqIssuers(KeySetJson keySets, Ids ids) {
        this.keySets = keySets;
        this.ids = ids;
    }

    /** @param jwksUri empty: the issuer's metadata says */
    record Issuer(
            UUID id,
            String issuer,
            String jwksUri,
            List<VerificationKey> keys,
            @Nullable Instant fetchedAt) {}

    /** The one there is, or a new one without keys. */
    Issuer put(DSLContext tx, UUID organizationId, String issuer, String jwksUri) {
        tx.insertInto(WORKLOAD_ISSUER)
                .set(WORKLOAD_ISSUER.ORGANIZATION_ID, organizationId)
                .set(WORKLOAD_ISSUER.ISSUER_ID, ids.next())
                .set(WORKLOAD_ISSUER.ISSUER, issuer)
                .set(WORKLOAD_ISSUER.JWKS_URI, jwksUri)
                .onConflictDoNothing()
                .execute();
        return tx.selectFrom(WORKLOAD_ISSUER)
                .where(
                        WORKLOAD_ISSUER.ORGANIZATION_ID.eq(organizationId),
                        WORKLOAD_ISSUER.ISSUER.eq(issuer),
                        WORKLOAD_ISSUER.JWKS_URI.eq(jwksUri))
                .forUpdate()
                .fetchSingle(this::issuer);
    }

    Optional<Issuer> find(DSLContext tx, UUID organizationId, UUID issuerId) {
        return tx.selectFrom(WORKLOAD_ISSUER)
                .where(one(organizationId, issuerId))
                .fetchOptional(this::issuer);
    }

    Optional<Issuer> lock(DSLContext tx, UUID organizationId, UUID issuerId) {
        return tx.selectFrom(WORKLOAD_ISSUER)
                .where(one(organizationId, issuerId))
                .forUpdate()
                .fetchOptional(this::issuer);
    }

    /** Whoever gets true fetches, of however many control planes; the next one not before that much later. */
    boolean attempt(DSLContext tx, UUID organizationId, UUID issuerId, Instant now, Instant notAfter) {
        return tx.update(WORKLOAD_ISSUER)
                        .set(WORKLOAD_ISSUER.ATTEMPTED_AT, now)
                        .where(
                                one(organizationId, issuerId),
                                WORKLOAD_ISSUER.ATTEMPTED_AT.isNull().or(WORKLOAD_ISSUER.ATTEMPTED_AT.le(notAfter)))
                        .execute()
                > 0;
    }

    void fetched(DSLContext tx, UUID organizationId, UUID issuerId, List<VerificationKey> keys, Instant now) {
        tx.update(WORKLOAD_ISSUER)
                .set(WORKLOAD_ISSUER.KEYS, keySets.write(keys))
                .set(WORKLOAD_ISSUER.FETCHED_AT, now)
                .set(WORKLOAD_ISSUER.ERROR, "")
                .where(one(organizationId, issuerId))
                .execute();
    }

    /** @param keys what is believed all the same */
    void failed(DSLContext tx, UUID organizationId, UUID issuerId, List<VerificationKey> keys, String error) {
        tx.update(WORKLOAD_ISSUER)
                .set(WORKLOAD_ISSUER.KEYS, keySets.write(keys))
                .set(WORKLOAD_ISSUER.ERROR, error)
                .where(one(organizationId, issuerId))
                .execute();
    }

    /** Trusts that work and that nodes know. */
    List<UUID> trustsOfNodes(DSLContext tx, UUID organizationId, UUID issuerId) {
        return tx.select(WORKLOAD_TRUST.TRUST_ID)
                .from(WORKLOAD_TRUST)
                .where(
                        WORKLOAD_TRUST.ORGANIZATION_ID.eq(organizationId),
                        WORKLOAD_TRUST.ISSUER_ID.eq(issuerId),
                        WORKLOAD_TRUST.KEY_ID.isNotNull(),
                        WORKLOAD_TRUST.STATE.eq("active"))
                .orderBy(WORKLOAD_TRUST.TRUST_ID)
                .fetch(WORKLOAD_TRUST.TRUST_ID);
    }

    /** Whether any trust that works needs its keys. */
    boolean isNeeded(DSLContext tx, UUID organizationId, UUID issuerId) {
        return tx.fetchExists(
                WORKLOAD_TRUST,
                WORKLOAD_TRUST.ORGANIZATION_ID.eq(organizationId),
                WORKLOAD_TRUST.ISSUER_ID.eq(issuerId),
                WORKLOAD_TRUST.STATE.eq("active"));
    }

    /** Unless a trust names it. */
    void deleteUnused(DSLContext tx, UUID organizationId, UUID issuerId) {
        boolean named = tx.fetchExists(
                WORKLOAD_TRUST,
                WORKLOAD_TRUST.ORGANIZATION_ID.eq(organizationId),
                WORKLOAD_TRUST.ISSUER_ID.eq(issuerId));
        if (!named) {
            tx.deleteFrom(WORKLOAD_ISSUER).where(one(organizationId, issuerId)).execute();
        }
    }

    private static Condition one(UUID organizationId, UUID issuerId) {
        return WORKLOAD_ISSUER.ORGANIZATION_ID.eq(organizationId).and(WORKLOAD_ISSUER.ISSUER_ID.eq(issuerId));
    }

    private Issuer issuer(WorkloadIssuerRecord row) {
        return new Issuer(
                row.getIssuerId(), row.getIssuer(), row.getJwksUri(), keySets.read(row.getKeys()), row.getFetchedAt());
    }
}
