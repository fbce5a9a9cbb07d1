package dev.bursar.server.catalog;

import static dev.bursar.server.sql.Tables.MODEL;
import static dev.bursar.server.sql.Tables.PROVIDER;

import dev.bursar.server.platform.web.Cursors;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table of providers. */
@Component
final class JooqProviders {
    private static final Field<Integer> MODELS = DSL.field(DSL.selectCount()
                    .from(MODEL)
                    .where(MODEL.ORGANIZATION_ID.eq(PROVIDER.ORGANIZATION_ID))
                    .and(MODEL.PROVIDER_ID.eq(PROVIDER.PROVIDER_ID))
                    .and(MODEL.STATE.eq("active")))
            .as("models");
    private static final Field<Boolean> HAS_CREDENTIAL =
            DSL.field(PROVIDER.CREDENTIAL.isNotNull()).as("has_credential");

    void insert(DSLContext tx, UUID organizationId, ProviderRow provider, byte @Nullable [] credential) {
        tx.insertInto(PROVIDER)
                .set(PROVIDER.ORGANIZATION_ID, organizationId)
                .set(PROVIDER.PROVIDER_ID, provider.id())
                .set(PROVIDER.NAME, provider.name())
                .set(PROVIDER.SLUG, provider.slug())
                .set(PROVIDER.KIND, provider.kind())
                .set(PROVIDER.BASE_URL, provider.baseUrl())
                .set(PROVIDER.CREDENTIAL, credential)
                .set(PROVIDER.CREDENTIAL_HINT, provider.credentialHint())
                .set(PROVIDER.PRIVATE_NETWORK, provider.privateNetwork())
                .set(PROVIDER.PAID_BY, provider.paidBy())
                .set(PROVIDER.STATE, "active")
                .set(PROVIDER.CREATED_AT, provider.createdAt())
                .execute();
    }

    /** @param credential null: stays as it is */
    void update(DSLContext tx, UUID organizationId, ProviderRow provider, byte @Nullable [] credential) {
        var update = tx.update(PROVIDER)
                .set(PROVIDER.NAME, provider.name())
                .set(PROVIDER.BASE_URL, provider.baseUrl())
                .set(PROVIDER.VERSION, provider.version());
        if (credential != null) {
            update = update.set(PROVIDER.CREDENTIAL, credential)
                    .set(PROVIDER.CREDENTIAL_HINT, provider.credentialHint());
        }
        update.where(PROVIDER.ORGANIZATION_ID.eq(organizationId))
                .and(PROVIDER.PROVIDER_ID.eq(provider.id()))
                .execute();
    }

    Optional<ProviderRow> find(DSLContext tx, UUID organizationId, UUID providerId) {
        return select(tx)
                .where(PROVIDER.ORGANIZATION_ID.eq(organizationId))
                .and(PROVIDER.PROVIDER_ID.eq(providerId))
                .fetchOptional(JooqProviders::row);
    }

    /** Locks the row until the transaction ends. */
    Optional<ProviderRow> lock(DSLContext tx, UUID organizationId, UUID providerId) {
        tx.select(PROVIDER.PROVIDER_ID)
                .from(PROVIDER)
                .where(PROVIDER.ORGANIZATION_ID.eq(organizationId))
                .and(PROVIDER.PROVIDER_ID.eq(providerId))
                .forUpdate()
                .fetch();
        return find(tx, organizationId, providerId);
    }

    boolean slugTaken(DSLContext tx, UUID organizationId, String slug) {
        return tx.fetchExists(
                PROVIDER, PROVIDER.ORGANIZATION_ID.eq(organizationId).and(PROVIDER.SLUG.eq(slug)));
    }

    /** Newest first; one more than the page. */
    List<ProviderRow> page(DSLContext tx, UUID organizationId, Optional<Cursors.At> after, int size) {
        Condition rest = after.<Condition>map(
                        at -> DSL.row(PROVIDER.CREATED_AT, PROVIDER.PROVIDER_ID).lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        return select(tx)
                .where(PROVIDER.ORGANIZATION_ID.eq(organizationId))
                .and(rest)
                .orderBy(PROVIDER.CREATED_AT.desc(), PROVIDER.PROVIDER_ID.desc())
                .limit(size + 1)
                .fetch(JooqProviders::row);
    }

    private static SelectJoinStep<? extends Record> select(DSLContext tx) {
        return tx.select(
                        PROVIDER.PROVIDER_ID,
                        PROVIDER.NAME,
                        PROVIDER.SLUG,
                        PROVIDER.KIND,
                        PROVIDER.BASE_URL,
                        PROVIDER.CREDENTIAL_HINT,
                        PROVIDER.PRIVATE_NETWORK,
                        PROVIDER.PAID_BY,
                        PROVIDER.CREATED_AT,
                        PROVIDER.VERSION,
                        HAS_CREDENTIAL,
                        MODELS)
                .from(PROVIDER);
    }

    private static ProviderRow row(Record row) {
        return new ProviderRow(
                row.get(PROVIDER.PROVIDER_ID),
                row.get(PROVIDER.NAME),
                row.get(PROVIDER.SLUG),
                row.get(PROVIDER.KIND),
                row.get(PROVIDER.BASE_URL),
                row.get(PROVIDER.CREDENTIAL_HINT),
                row.get(HAS_CREDENTIAL),
                row.get(PROVIDER.PRIVATE_NETWORK),
                row.get(PROVIDER.PAID_BY),
                row.get(MODELS),
                row.get(PROVIDER.CREATED_AT),
                row.get(PROVIDER.VERSION));
    }
}
