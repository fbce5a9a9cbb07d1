package dev.bursar.server.catalog;

import static dev.bursar.server.sql.Tables.CATALOG_MODEL;
import static dev.bursar.server.sql.Tables.CATALOG_PRICE;
import static dev.bursar.server.sql.Tables.MODEL;
import static dev.bursar.server.sql.Tables.MODEL_PRICE;
import static dev.bursar.server.sql.Tables.PROVIDER;

import dev.bursar.adminapi.catalog.Model;
import dev.bursar.adminapi.common.Money;
import dev.bursar.policy.money.Fees;
import dev.bursar.policy.money.Rates;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.Amounts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables of models and their dated prices. */
@Component
final class JooqModels {
    private final Ids ids;

    JooqModels(Ids ids) {
        this.ids = ids;
    }

    /** Takes priced models of a host over. @param only null: all. @return the new models' names */
    List<String> takeOver(
            DSLContext tx, UUID organizationId, ProviderRow provider, String host, @Nullable Collection<String> only) {
        Condition wanted = CATALOG_MODEL.HOST.eq(host);
        if (only != null) {
            wanted = wanted.and(CATALOG_MODEL.UPSTREAM_MODEL.in(only));
        }
        List<String> taken = tx.select(CATALOG_MODEL.fields())
                .from(CATALOG_MODEL)
                .where(wanted)
                .and(only != null ? DSL.noCondition() : priced())
                .orderBy(CATALOG_MODEL.UPSTREAM_MODEL)
                .fetch(row -> insert(tx, organizationId, provider, copy(row, provider)));
        tx.selectFrom(CATALOG_PRICE)
                .where(CATALOG_PRICE.HOST.eq(host))
                .and(only == null ? DSL.noCondition() : CATALOG_PRICE.UPSTREAM_MODEL.in(only))
                .forEach(price -> price(
                        tx,
                        organizationId,
                        provider.slug() + "/" + price.getUpstreamModel(),
                        price.getEffectiveFrom().atStartOfDay(ZoneOffset.UTC).toInstant(),
                        new Rates(
                                price.getInputPerMillion(),
                                price.getOutputPerMillion(),
                                price.getCacheReadPerMillion(),
                                price.getCacheWritePerMillion(),
                                price.getAudioInputPerMillion(),
                                price.getAudioOutputPerMillion()),
                        Fees.NONE,
                        price.getSteps(),
                        "catalog"));
        return taken;
    }

    /** What is to be stored of a model. */
    record NewModel(
            String upstreamModel,
            String displayName,
            long contextTokens,
            long maxOutputTokens,
            String[] inputModalities,
            String[] outputModalities,
            String unpricedBecause,
            boolean thinksBeyondLimit,
            Instant createdAt) {}

    /** @return its name */
    String insert(DSLContext tx, UUID organizationId, ProviderRow provider, NewModel model) {
        String name = provider.slug() + "/" + model.upstreamModel();
        tx.insertInto(MODEL)
                .set(MODEL.ORGANIZATION_ID, organizationId)
                .set(MODEL.MODEL_, name)
                .set(MODEL.DISPLAY_NAME, model.displayName())
                .set(MODEL.PROVIDER_ID, provider.id())
                .set(MODEL.UPSTREAM_MODEL, model.upstreamModel())
                .set(MODEL.CONTEXT_TOKENS, model.contextTokens())
                .set(MODEL.MAX_OUTPUT_TOKENS, model.maxOutputTokens())
                .set(MODEL.INPUT_MODALITIES, model.inputModalities())
                .set(MODEL.OUTPUT_MODALITIES, model.outputModalities())
                .set(MODEL.UNPRICED_BECAUSE, model.unpricedBecause())
                .set(MODEL.THINKS_BEYOND_LIMIT, model.thinksBeyondLimit())
                .set(MODEL.STATE, "active")
                .set(MODEL.CREATED_AT, model.createdAt())
                .execute();
        return name;
    }

    /** Audio rates of 0: as text. */
    void price(
            DSLContext tx,
            UUID organizationId,
            String model,
            Instant from,
            Rates rates,
            Fees fees,
            JSONB steps,
            String source) {
        tx.insertInto(MODEL_PRICE)
                .set(MODEL_PRICE.ORGANIZATION_ID, organizationId)
                .set(MODEL_PRICE.MODEL, model)
                .set(MODEL_PRICE.EFFECTIVE_FROM, from)
                .set(MODEL_PRICE.PRICE_ID, ids.next())
                .set(MODEL_PRICE.INPUT_PER_MILLION, rates.inputPerMillion())
                .set(MODEL_PRICE.OUTPUT_PER_MILLION, rates.outputPerMillion())
                .set(MODEL_PRICE.CACHE_READ_PER_MILLION, rates.cacheReadPerMillion())
                .set(MODEL_PRICE.CACHE_WRITE_PER_MILLION, rates.cacheWritePerMillion())
                .set(MODEL_PRICE.AUDIO_INPUT_PER_MILLION, rates.audioInputPerMillion())
                .set(MODEL_PRICE.AUDIO_OUTPUT_PER_MILLION, rates.audioOutputPerMillion())
                .set(MODEL_PRICE.PER_REQUEST_NANOS, fees.perRequestNanos())
                .set(MODEL_PRICE.PER_INPUT_IMAGE_NANOS, fees.perInputImageNanos())
                .set(MODEL_PRICE.PER_OUTPUT_IMAGE_NANOS, fees.perOutputImageNanos())
                .set(MODEL_PRICE.PER_TOOL_CALL_NANOS, fees.perToolCallNanos())
                .set(MODEL_PRICE.STEPS, steps)
                .set(MODEL_PRICE.SOURCE, source)
                .execute();
    }

    boolean exists(DSLContext tx, UUID organizationId, String model) {
        return tx.fetchExists(MODEL, MODEL.ORGANIZATION_ID.eq(organizationId).and(MODEL.MODEL_.eq(model)));
    }

    Optional<Model> find(DSLContext tx, UUID organizationId, String model, Instant now) {
        return list(tx, organizationId, MODEL.MODEL_.eq(model), 1, now).stream().findFirst();
    }

    /** By name, with the price in force. */
    List<Model> list(DSLContext tx, UUID organizationId, Condition wanted, int limit, Instant now) {
        Table<?> inForce = DSL.lateral(DSL.selectFrom(MODEL_PRICE)
                .where(MODEL_PRICE.ORGANIZATION_ID.eq(MODEL.ORGANIZATION_ID))
                .and(MODEL_PRICE.MODEL.eq(MODEL.MODEL_))
                .and(MODEL_PRICE.EFFECTIVE_FROM.le(now))
                .orderBy(MODEL_PRICE.EFFECTIVE_FROM.desc())
                .limit(1)
                .asTable(MODEL_PRICE));
        return tx.select(MODEL.fields())
                .select(PROVIDER.NAME)
                .select(MODEL_PRICE.EFFECTIVE_FROM, MODEL_PRICE.SOURCE)
                .select(MODEL_PRICE.INPUT_PER_MILLION, MODEL_PRICE.OUTPUT_PER_MILLION)
                .select(MODEL_PRICE.CACHE_READ_PER_MILLION, MODEL_PRICE.CACHE_WRITE_PER_MILLION)
                .select(MODEL_PRICE.AUDIO_INPUT_PER_MILLION, MODEL_PRICE.AUDIO_OUTPUT_PER_MILLION)
                .select(MODEL_PRICE.PER_REQUEST_NANOS, MODEL_PRICE.PER_TOOL_CALL_NANOS)
                .select(MODEL_PRICE.PER_INPUT_IMAGE_NANOS, MODEL_PRICE.PER_OUTPUT_IMAGE_NANOS)
                .from(MODEL)
                .join(PROVIDER)
                .on(PROVIDER.ORGANIZATION_ID.eq(MODEL.ORGANIZATION_ID), PROVIDER.PROVIDER_ID.eq(MODEL.PROVIDER_ID))
                .leftJoin(inForce)
                .on(DSL.trueCondition())
                .where(MODEL.ORGANIZATION_ID.eq(organizationId), MODEL.STATE.eq("active"), wanted)
                .orderBy(MODEL.MODEL_)
                .limit(limit)
                .fetch(JooqModels::view);
    }

    private static Condition priced() {
        return DSL.exists(DSL.selectOne()
                .from(CATALOG_PRICE)
                .where(CATALOG_PRICE.HOST.eq(CATALOG_MODEL.HOST))
                .and(CATALOG_PRICE.UPSTREAM_MODEL.eq(CATALOG_MODEL.UPSTREAM_MODEL)));
    }

    private static NewModel copy(Record row, ProviderRow provider) {
        return new NewModel(
                row.get(CATALOG_MODEL.UPSTREAM_MODEL),
                row.get(CATALOG_MODEL.DISPLAY_NAME),
                row.get(CATALOG_MODEL.CONTEXT_TOKENS),
                row.get(CATALOG_MODEL.MAX_OUTPUT_TOKENS),
                row.get(CATALOG_MODEL.INPUT_MODALITIES),
                row.get(CATALOG_MODEL.OUTPUT_MODALITIES),
                row.get(CATALOG_MODEL.UNPRICED_BECAUSE),
                row.get(CATALOG_MODEL.THINKS_BEYOND_LIMIT),
                provider.createdAt());
    }

    private static Model view(Record row) {
        return new Model(
                row.get(MODEL.MODEL_),
                row.get(MODEL.DISPLAY_NAME),
                row.get(MODEL.PROVIDER_ID),
                row.get(PROVIDER.NAME),
                row.get(MODEL.UPSTREAM_MODEL),
                row.get(MODEL.CONTEXT_TOKENS),
                row.get(MODEL.MAX_OUTPUT_TOKENS),
                List.of(row.get(MODEL.INPUT_MODALITIES)),
                List.of(row.get(MODEL.OUTPUT_MODALITIES)),
                priceOf(row),
                row.get(MODEL_PRICE.EFFECTIVE_FROM) == null ? row.get(MODEL.UNPRICED_BECAUSE) : "",
                row.get(MODEL.THINKS_BEYOND_LIMIT));
    }

    private static Model.@Nullable Price priceOf(Record row) {
        Instant from = row.get(MODEL_PRICE.EFFECTIVE_FROM);
        return from == null
                ? null
                : new Model.Price(
                        Amounts.money(row.get(MODEL_PRICE.INPUT_PER_MILLION)),
                        Amounts.money(row.get(MODEL_PRICE.OUTPUT_PER_MILLION)),
                        Amounts.money(row.get(MODEL_PRICE.CACHE_READ_PER_MILLION)),
                        Amounts.money(row.get(MODEL_PRICE.CACHE_WRITE_PER_MILLION)),
                        orAsText(row, MODEL_PRICE.AUDIO_INPUT_PER_MILLION, MODEL_PRICE.INPUT_PER_MILLION),
                        orAsText(row, MODEL_PRICE.AUDIO_OUTPUT_PER_MILLION, MODEL_PRICE.OUTPUT_PER_MILLION),
                        Amounts.money(row.get(MODEL_PRICE.PER_REQUEST_NANOS)),
                        Amounts.money(row.get(MODEL_PRICE.PER_INPUT_IMAGE_NANOS)),
                        Amounts.money(row.get(MODEL_PRICE.PER_OUTPUT_IMAGE_NANOS)),
                        Amounts.money(row.get(MODEL_PRICE.PER_TOOL_CALL_NANOS)),
                        from.atOffset(ZoneOffset.UTC),
                        row.get(MODEL_PRICE.SOURCE));
    }

    private static Money orAsText(Record row, Field<Long> audio, Field<Long> text) {
        return Amounts.money(row.get(audio) == 0 ? row.get(text) : row.get(audio));
    }
}
