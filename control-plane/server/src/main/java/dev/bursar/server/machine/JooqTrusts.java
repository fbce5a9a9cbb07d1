package dev.bursar.server.machine;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.SERVICE_ACCOUNT;
import static dev.bursar.server.sql.Tables.WORKLOAD_AUDIENCE;
import static dev.bursar.server.sql.Tables.WORKLOAD_ISSUER;
import static dev.bursar.server.sql.Tables.WORKLOAD_TRUST;

import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.publication.KeySetJson;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The tables of trusts and of the audiences that they claim. */
@Component
final class JooqTrusts {
    private final KeySetJson keySets;

    JooqTrusts(KeySetJson keySets) {
        this.keySets = keySets;
    }

    /** @return false: for this issuer the audience is another organization's */
    boolean claim(DSLContext tx, UUID organizationId, String issuer, String audience) {
        tx.insertInto(WORKLOAD_AUDIENCE)
                .set(WORKLOAD_AUDIENCE.ORGANIZATION_ID, organizationId)
                .set(WORKLOAD_AUDIENCE.ISSUER, issuer)
                .set(WORKLOAD_AUDIENCE.AUDIENCE, audience)
                .onConflictDoNothing()
                .execute();
        return tx.fetchExists(WORKLOAD_AUDIENCE, claimed(organizationId, issuer, audience));
    }

    /** Whose it is. Of a transaction that sees nothing but this claim. */
    Optional<UUID> claimant(DSLContext tx, String issuer, String audience) {
        return tx.select(WORKLOAD_AUDIENCE.ORGANIZATION_ID)
                .from(WORKLOAD_AUDIENCE)
                .where(WORKLOAD_AUDIENCE.ISSUER.eq(issuer), WORKLOAD_AUDIENCE.AUDIENCE.eq(audience))
                .fetchOptional(WORKLOAD_AUDIENCE.ORGANIZATION_ID);
    }

    void insert(DSLContext tx, UUID organizationId, Trust trust) {
        tx.insertInto(WORKLOAD_TRUST)
                .set(WORKLOAD_TRUST.ORGANIZATION_ID, organizationId)
                .set(WORKLOAD_TRUST.TRUST_ID, trust.id())
                .set(WORKLOAD_TRUST.NAME, trust.name())
                .set(WORKLOAD_TRUST.ISSUER_ID, trust.issuerId())
                .set(WORKLOAD_TRUST.AUDIENCE, trust.audience())
                .set(WORKLOAD_TRUST.SUBJECT_PATTERN, trust.subjectPattern())
                .set(WORKLOAD_TRUST.KEY_ID, trust.keyId())
                .set(WORKLOAD_TRUST.SERVICE_ACCOUNT_ID, trust.accountId())
                .set(WORKLOAD_TRUST.STATE, trust.state())
                .set(WORKLOAD_TRUST.CREATED_BY, trust.createdBy())
                .set(WORKLOAD_TRUST.CREATED_AT, trust.createdAt())
                .execute();
    }

    /** With its claim on the audience, which is made before. */
    void update(
            DSLContext tx,
            UUID organizationId,
            Trust before,
            String name,
            String pattern,
            String audience,
            String state) {
        tx.update(WORKLOAD_TRUST)
                .set(WORKLOAD_TRUST.NAME, name)
                .set(WORKLOAD_TRUST.SUBJECT_PATTERN, pattern)
                .set(WORKLOAD_TRUST.AUDIENCE, audience)
                .set(WORKLOAD_TRUST.STATE, state)
                .set(WORKLOAD_TRUST.VERSION, WORKLOAD_TRUST.VERSION.plus(1))
                .where(one(organizationId, before.id()))
                .execute();
        release(tx, organizationId, before);
    }

    /** With its claim on the audience, unless another trust of the organization needs it. */
    void delete(DSLContext tx, UUID organizationId, Trust trust) {
        tx.deleteFrom(WORKLOAD_TRUST).where(one(organizationId, trust.id())).execute();
        release(tx, organizationId, trust);
    }

    private static void release(DSLContext tx, UUID organizationId, Trust trust) {
        if (!needs(tx, organizationId, trust)) {
            tx.deleteFrom(WORKLOAD_AUDIENCE)
                    .where(claimed(organizationId, trust.issuer(), trust.audience()))
                    .execute();
        }
    }

    int count(DSLContext tx, UUID organizationId) {
        return tx.fetchCount(WORKLOAD_TRUST, WORKLOAD_TRUST.ORGANIZATION_ID.eq(organizationId));
    }

    /** Another one with this name, whatever its case. */
    boolean isTaken(DSLContext tx, UUID organizationId, UUID except, String name) {
        return tx.fetchExists(
                WORKLOAD_TRUST,
                WORKLOAD_TRUST.ORGANIZATION_ID.eq(organizationId),
                WORKLOAD_TRUST.NAME_FOLDED.eq(DSL.lower(name)),
                WORKLOAD_TRUST.TRUST_ID.ne(except));
    }

    Optional<Trust> find(DSLContext tx, UUID organizationId, UUID trustId) {
        return select(tx).where(one(organizationId, trustId)).fetchOptional(this::trust);
    }

    /** Locks the row until the transaction ends. */
    Optional<Trust> lock(DSLContext tx, UUID organizationId, UUID trustId) {
        tx.select(WORKLOAD_TRUST.TRUST_ID)
                .from(WORKLOAD_TRUST)
                .where(one(organizationId, trustId))
                .forUpdate()
                .fetch();
        return find(tx, organizationId, trustId);
    }

    /** Active ones of an issuer that stand for service accounts which are active. */
    List<Trust> ofIssuer(DSLContext tx, UUID organizationId, String issuer) {
        return select(tx)
                .where(
                        WORKLOAD_TRUST.ORGANIZATION_ID.eq(organizationId),
                        WORKLOAD_ISSUER.ISSUER.eq(issuer),
                        WORKLOAD_TRUST.STATE.eq("active"),
                        WORKLOAD_TRUST.SERVICE_ACCOUNT_ID.isNotNull())
                .orderBy(DSL.length(WORKLOAD_TRUST.SUBJECT_PATTERN).desc(), WORKLOAD_TRUST.TRUST_ID)
                .limit(WorkloadTrusts.MOST)
                .fetch(this::trust);
    }

    /** Newest first; one more than the page. */
    List<Trust> page(DSLContext tx, UUID organizationId, Condition wanted, Optional<Cursors.At> after, int size) {
        Condition rest = after.<Condition>map(at -> DSL.row(WORKLOAD_TRUST.CREATED_AT, WORKLOAD_TRUST.TRUST_ID)
                        .lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        return select(tx)
                .where(WORKLOAD_TRUST.ORGANIZATION_ID.eq(organizationId), wanted, rest)
                .orderBy(WORKLOAD_TRUST.CREATED_AT.desc(), WORKLOAD_TRUST.TRUST_ID.desc())
                .limit(size + 1)
                .fetch(this::trust);
    }

    private static boolean needs(DSLContext tx, UUID organizationId, Trust trust) {
        return tx.fetchExists(tx.selectOne()
                .from(WORKLOAD_TRUST)
                .join(WORKLOAD_ISSUER)
                .on(
                        WORKLOAD_ISSUER.ORGANIZATION_ID.eq(WORKLOAD_TRUST.ORGANIZATION_ID),
                        WORKLOAD_ISSUER.ISSUER_ID.eq(WORKLOAD_TRUST.ISSUER_ID))
                .where(
                        WORKLOAD_TRUST.ORGANIZATION_ID.eq(organizationId),
                        WORKLOAD_ISSUER.ISSUER.eq(trust.issuer()),
                        WORKLOAD_TRUST.AUDIENCE.eq(trust.audience())));
    }

    private static Condition one(UUID organizationId, UUID trustId) {
        return WORKLOAD_TRUST.ORGANIZATION_ID.eq(organizationId).and(WORKLOAD_TRUST.TRUST_ID.eq(trustId));
    }

    private static Condition claimed(UUID organizationId, String issuer, String audience) {
        return WORKLOAD_AUDIENCE
                .ORGANIZATION_ID
                .eq(organizationId)
                .and(WORKLOAD_AUDIENCE.ISSUER.eq(issuer))
                .and(WORKLOAD_AUDIENCE.AUDIENCE.eq(audience));
    }

    private static SelectOnConditionStep<Record> select(DSLContext tx) {
        return tx.select(WORKLOAD_TRUST.fields())
                .select(WORKLOAD_ISSUER.ISSUER, WORKLOAD_ISSUER.JWKS_URI, WORKLOAD_ISSUER.KEYS)
                .select(WORKLOAD_ISSUER.FETCHED_AT, WORKLOAD_ISSUER.ERROR, API_KEY.NAME, SERVICE_ACCOUNT.NAME)
                .from(WORKLOAD_TRUST)
                .join(WORKLOAD_ISSUER)
                .on(
                        WORKLOAD_ISSUER.ORGANIZATION_ID.eq(WORKLOAD_TRUST.ORGANIZATION_ID),
                        WORKLOAD_ISSUER.ISSUER_ID.eq(WORKLOAD_TRUST.ISSUER_ID))
                .leftJoin(API_KEY)
                .on(
                        API_KEY.ORGANIZATION_ID.eq(WORKLOAD_TRUST.ORGANIZATION_ID),
                        API_KEY.KEY_ID.eq(WORKLOAD_TRUST.KEY_ID))
                .leftJoin(SERVICE_ACCOUNT)
                .on(
                        SERVICE_ACCOUNT.ORGANIZATION_ID.eq(WORKLOAD_TRUST.ORGANIZATION_ID),
                        SERVICE_ACCOUNT.SERVICE_ACCOUNT_ID.eq(WORKLOAD_TRUST.SERVICE_ACCOUNT_ID));
    }

    private Trust trust(Record row) {
        return new Trust(
                row.get(WORKLOAD_TRUST.TRUST_ID),
                row.get(WORKLOAD_TRUST.NAME),
                row.get(WORKLOAD_TRUST.ISSUER_ID),
                row.get(WORKLOAD_ISSUER.ISSUER),
                row.get(WORKLOAD_ISSUER.JWKS_URI),
                row.get(WORKLOAD_TRUST.AUDIENCE),
                row.get(WORKLOAD_TRUST.SUBJECT_PATTERN),
                row.get(WORKLOAD_TRUST.KEY_ID),
                row.get(API_KEY.NAME),
                row.get(WORKLOAD_TRUST.SERVICE_ACCOUNT_ID),
                row.get(SERVICE_ACCOUNT.NAME),
                row.get(WORKLOAD_TRUST.STATE),
                keySets.read(row.get(WORKLOAD_ISSUER.KEYS)),
                row.get(WORKLOAD_ISSUER.FETCHED_AT),
                row.get(WORKLOAD_ISSUER.ERROR),
                row.get(WORKLOAD_TRUST.CREATED_BY),
                row.get(WORKLOAD_TRUST.CREATED_AT),
                row.get(WORKLOAD_TRUST.VERSION));
    }
}
