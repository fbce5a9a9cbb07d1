package dev.bursar.server.publication;

import static dev.bursar.server.sql.Tables.MODEL;
import static dev.bursar.server.sql.Tables.MODEL_PRICE;
import static dev.bursar.server.sql.Tables.PROVIDER;

import com.google.protobuf.ByteString;
import dev.bursar.nodeapi.v1.ModelName;
import dev.bursar.nodeapi.v1.ModelPolicy;
import dev.bursar.nodeapi.v1.Price;
import dev.bursar.nodeapi.v1.PriceStep;
import dev.bursar.nodeapi.v1.ProviderPolicy;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.server.platform.secret.CredentialVault;
import dev.bursar.server.sql.tables.records.ProviderRecord;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Providers and models as nodes know them. Credentials leave their vault and are sealed for the fleet at once. */
@Component
final class CatalogPolicies {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogPolicies.class);

    private final CredentialVault vault;
    private final FleetSecret fleetSecret;
    private final SecureRandom random;
    private final JsonMapper json;

    CatalogPolicies(CredentialVault vault, FleetSecret fleetSecret, SecureRandom random, JsonMapper json) {
        this.vault = vault;
        this.fleetSecret = fleetSecret;
        this.random = random;
        this.json = json;
    }

    void providers(DSLContext tx, UUID organizationId, Condition wanted, PolicyOut out) {
        tx.selectFrom(PROVIDER)
                .where(PROVIDER.ORGANIZATION_ID.eq(organizationId), wanted)
                .forEach(row -> addProvider(row, out));
    }

    /** Each with the price in force now. */
    void models(DSLContext tx, UUID organizationId, Condition wanted, Instant now, PolicyOut out) {
        Table<?> price = DSL.lateral(DSL.selectFrom(MODEL_PRICE)
                .where(
                        MODEL_PRICE.ORGANIZATION_ID.eq(MODEL.ORGANIZATION_ID),
                        MODEL_PRICE.MODEL.eq(MODEL.MODEL_),
                        MODEL_PRICE.EFFECTIVE_FROM.le(now))
                .orderBy(MODEL_PRICE.EFFECTIVE_FROM.desc())
                .limit(1)
                .asTable(MODEL_PRICE));
        tx.select(MODEL.fields())
                .select(MODEL_PRICE.PRICE_ID, MODEL_PRICE.INPUT_PER_MILLION, MODEL_PRICE.OUTPUT_PER_MILLION)
                .select(MODEL_PRICE.CACHE_READ_PER_MILLION, MODEL_PRICE.CACHE_WRITE_PER_MILLION)
                .select(MODEL_PRICE.AUDIO_INPUT_PER_MILLION, MODEL_PRICE.AUDIO_OUTPUT_PER_MILLION)
                .select(MODEL_PRICE.PER_INPUT_IMAGE_NANOS, MODEL_PRICE.PER_OUTPUT_IMAGE_NANOS)
                .select(MODEL_PRICE.PER_TOOL_CALL_NANOS, MODEL_PRICE.PER_REQUEST_NANOS, MODEL_PRICE.STEPS)
                .from(MODEL)
                .leftJoin(price)
                .on(DSL.trueCondition())
                .where(MODEL.ORGANIZATION_ID.eq(organizationId), wanted)
                .forEach(row -> addModel(row, out));
    }

    private void addProvider(ProviderRecord row, PolicyOut out) {
        String id = row.getProviderId().toString();
        if (!row.getState().equals("active")) {
            out.removedProvider(id);
            return;
        }
        out.provider(ProviderPolicy.newBuilder()
                .setProviderId(id)
                .setOrganizationId(row.getOrganizationId().toString())
                .setName(row.getName())
                .setKind(row.getKind())
                .setBaseUrl(row.getBaseUrl())
                .setSealedCredential(resealed(row))
                .setPrivateNetwork(row.getPrivateNetwork())
                .setOwnContract(row.getPaidBy().equals("organization"))
                .build());
    }

    private ByteString resealed(ProviderRecord row) {
        byte @Nullable [] atRest = row.getCredential();
        if (atRest == null) {
            return ByteString.EMPTY;
        }
        byte[] credential = {};
        try {
            credential = vault.open(row.getOrganizationId(), row.getProviderId(), row.getBaseUrl(), atRest);
            return ByteString.copyFrom(fleetSecret.seal(
                    credential,
                    FleetSecret.credentialBinding(
                            row.getOrganizationId().toString(),
                            row.getProviderId().toString(),
                            row.getBaseUrl()),
                    random));
        } catch (GeneralSecurityException e) {
            LOG.error("the credential of provider {} does not open; it is published without", row.getProviderId());
            return ByteString.EMPTY;
        } finally {
            Arrays.fill(credential, (byte) 0);
        }
    }

    private void addModel(Record row, PolicyOut out) {
        String organization = row.get(MODEL.ORGANIZATION_ID).toString();
        String name = row.get(MODEL.MODEL_);
        if (!row.get(MODEL.STATE).equals("active")) {
            out.removedModel(ModelName.newBuilder()
                    .setOrganizationId(organization)
                    .setModel(name)
                    .build());
            return;
        }
        ModelPolicy.Builder model = ModelPolicy.newBuilder()
                .setOrganizationId(organization)
                .setModel(name)
                .setDisplayName(row.get(MODEL.DISPLAY_NAME))
                .setProviderId(row.get(MODEL.PROVIDER_ID).toString())
                .setUpstreamModel(row.get(MODEL.UPSTREAM_MODEL))
                .setThinksBeyondLimit(row.get(MODEL.THINKS_BEYOND_LIMIT))
                .setContextTokens(row.get(MODEL.CONTEXT_TOKENS))
                .setMaxOutputTokens(row.get(MODEL.MAX_OUTPUT_TOKENS))
                .addAllInputModalities(List.of(row.get(MODEL.INPUT_MODALITIES)))
                .addAllOutputModalities(List.of(row.get(MODEL.OUTPUT_MODALITIES)))
                .setCreatedAtMillis(row.get(MODEL.CREATED_AT).toEpochMilli());
        if (row.get(MODEL_PRICE.PRICE_ID) != null) {
            model.setPrice(price(row));
        } else {
            model.setUnpricedBecause(row.get(MODEL.UNPRICED_BECAUSE));
        }
        out.model(model.build());
    }

    private Price price(Record row) {
        return Price.newBuilder()
                .setPriceId(row.get(MODEL_PRICE.PRICE_ID).toString())
                .setInputPerMillion(row.get(MODEL_PRICE.INPUT_PER_MILLION))
                .setOutputPerMillion(row.get(MODEL_PRICE.OUTPUT_PER_MILLION))
                .setCacheReadPerMillion(row.get(MODEL_PRICE.CACHE_READ_PER_MILLION))
                .setCacheWritePerMillion(row.get(MODEL_PRICE.CACHE_WRITE_PER_MILLION))
                .setPerRequest(row.get(MODEL_PRICE.PER_REQUEST_NANOS))
                .setAudioInputPerMillion(row.get(MODEL_PRICE.AUDIO_INPUT_PER_MILLION))
                .setAudioOutputPerMillion(row.get(MODEL_PRICE.AUDIO_OUTPUT_PER_MILLION))
                .setPerInputImage(row.get(MODEL_PRICE.PER_INPUT_IMAGE_NANOS))
                .setPerOutputImage(row.get(MODEL_PRICE.PER_OUTPUT_IMAGE_NANOS))
                .setPerToolCall(row.get(MODEL_PRICE.PER_TOOL_CALL_NANOS))
                .addAllSteps(steps(row.get(MODEL_PRICE.STEPS).data()))
                .build();
    }

    private List<PriceStep> steps(String text) {
        List<PriceStep> steps = new ArrayList<>();
        for (JsonNode step : json.readTree(text)) {
            steps.add(PriceStep.newBuilder()
                    .setAboveInputTokens(step.path("above_input_tokens").asLong())
                    .setInputPerMillion(step.path("input_per_million").asLong())
                    .setOutputPerMillion(step.path("output_per_million").asLong())
                    .setCacheReadPerMillion(step.path("cache_read_per_million").asLong())
                    .setCacheWritePerMillion(
                            step.path("cache_write_per_million").asLong())
                    .setAudioInputPerMillion(
                            step.path("audio_input_per_million").asLong(0))
                    .setAudioOutputPerMillion(
                            step.path("audio_output_per_million").asLong(0))
                    .build());
        }
        steps.sort(Comparator.comparingLong(PriceStep::getAboveInputTokens));
        return steps;
    }
}
