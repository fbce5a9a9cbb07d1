package dev.bursar.server.catalog;

import static dev.bursar.server.sql.Tables.CATALOG_IMPORT;

import dev.bursar.policy.money.Rates;
import dev.bursar.server.platform.database.Tenancy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes the public facts over at start, once for each content. Prices are dated: a newer file adds, never edits. */
@Component
@Order(1)
final class CatalogImport implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogImport.class);

    private static final String HOSTS = """
            INSERT INTO catalog_host (host, base_url, dialect)
            SELECT host, base_url, dialect FROM jsonb_to_recordset(?::jsonb) AS r(host text, base_url text, dialect text)
            ON CONFLICT (host) DO UPDATE SET base_url = excluded.base_url, dialect = excluded.dialect
            """;
    private static final String MODELS = """
            INSERT INTO catalog_model (host, upstream_model, display_name, context_tokens, max_output_tokens,
                input_modalities, output_modalities, tool_call, reasoning, released_on, unpriced_because, thinks_beyond_limit)
            SELECT host, upstream_model, display_name, context_tokens, max_output_tokens,
                input_modalities, output_modalities, tool_call, reasoning, released_on, unpriced_because,
                thinks_beyond_limit
            FROM jsonb_to_recordset(?::jsonb) AS r(host text, upstream_model text, display_name text,
                context_tokens bigint, max_output_tokens bigint, input_modalities text[], output_modalities text[],
                tool_call boolean, reasoning boolean, released_on date, unpriced_because text,
                thinks_beyond_limit boolean)
            ON CONFLICT (host, upstream_model) DO UPDATE SET display_name = excluded.display_name,
                context_tokens = excluded.context_tokens, max_output_tokens = excluded.max_output_tokens,
                input_modalities = excluded.input_modalities, output_modalities = excluded.output_modalities,
                tool_call = excluded.tool_call, reasoning = excluded.reasoning, released_on = excluded.released_on,
                unpriced_because = excluded.unpriced_because, thinks_beyond_limit = excluded.thinks_beyond_limit
            """;
    private static final String PRICES = """
            INSERT INTO catalog_price (host, upstream_model, effective_from, input_per_million, output_per_million,
                cache_read_per_million, cache_write_per_million, audio_input_per_million, audio_output_per_million,
                steps)
            SELECT host, upstream_model, effective_from, input_per_million, output_per_million,
                cache_read_per_million, cache_write_per_million, audio_input_per_million, audio_output_per_million,
                steps
            FROM jsonb_to_recordset(?::jsonb) AS r(host text, upstream_model text, effective_from date,
                input_per_million bigint, output_per_million bigint, cache_read_per_million bigint,
                cache_write_per_million bigint, audio_input_per_million bigint, audio_output_per_million bigint,
                steps jsonb)
            ON CONFLICT DO NOTHING
            """;

    private final Tenancy tenancy;
    private final Clock clock;
    private final JsonMapper json;

    CatalogImport(Tenancy tenancy, Clock clock, JsonMapper json) {
        this.tenancy = tenancy;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        String hash = CatalogFile.hash();
        if (tenancy.platform(tx -> tx.fetchExists(CATALOG_IMPORT, CATALOG_IMPORT.CONTENT_HASH.eq(hash)))) {
            return;
        }
        List<CatalogFile.Host> hosts = CatalogFile.read();
        tenancy.platform(tx -> {
            store(tx, hosts, hash);
            return true;
        });
        LOG.info("Took over {} hosts of the public catalog", hosts.size());
    }

    private void store(DSLContext tx, List<CatalogFile.Host> hosts, String hash) {
        int fresh = tx.insertInto(CATALOG_IMPORT)
                .set(CATALOG_IMPORT.CONTENT_HASH, hash)
                .set(CATALOG_IMPORT.IMPORTED_AT, clock.instant())
                .onConflictDoNothing()
                .execute();
        if (fresh == 1) {
            tx.execute(
                    HOSTS,
                    json.writeValueAsString(
                            hosts.stream().map(CatalogImport::row).toList()));
            tx.execute(MODELS, json.writeValueAsString(rows(hosts, false)));
            tx.execute(PRICES, json.writeValueAsString(rows(hosts, true)));
        }
    }

    private static List<Map<String, @Nullable Object>> rows(List<CatalogFile.Host> hosts, boolean prices) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (CatalogFile.Host host : hosts) {
            for (CatalogFile.Entry entry : host.models()) {
                CatalogFile.EntryPrice price = entry.price();
                if (!prices) {
                    rows.add(row(host.host(), entry));
                } else if (price != null) {
                    rows.add(row(host.host(), entry.upstreamModel(), price));
                }
            }
        }
        return rows;
    }

    private static Map<String, @Nullable Object> row(CatalogFile.Host host) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("host", host.host());
        row.put("base_url", host.baseUrl());
        row.put("dialect", host.dialect());
        return row;
    }

    private static Map<String, @Nullable Object> row(String host, CatalogFile.Entry entry) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("host", host);
        row.put("upstream_model", entry.upstreamModel());
        row.put("display_name", entry.displayName());
        row.put("context_tokens", entry.contextTokens());
        row.put("max_output_tokens", entry.maxOutputTokens());
        row.put("input_modalities", entry.inputModalities());
        row.put("output_modalities", entry.outputModalities());
        row.put("tool_call", entry.toolCall());
        row.put("reasoning", entry.reasoning());
        row.put("released_on", entry.releasedOn());
        row.put("unpriced_because", entry.unpricedBecause());
        row.put("thinks_beyond_limit", entry.thinksBeyondLimit());
        return row;
    }

    private static Map<String, @Nullable Object> row(String host, String model, CatalogFile.EntryPrice price) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(rates(price.rates()));
        row.put("host", host);
        row.put("upstream_model", model);
        row.put("effective_from", CatalogFile.AS_OF.toString());
        row.put("steps", price.steps().stream().map(CatalogImport::step).toList());
        return row;
    }

    /** The form of {@code steps} in both price tables. */
    private static Map<String, @Nullable Object> step(CatalogFile.EntryStep step) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("above_input_tokens", step.aboveInputTokens());
        row.putAll(rates(step.rates()));
        return row;
    }

    private static Map<String, @Nullable Object> rates(Rates rates) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("input_per_million", rates.inputPerMillion());
        row.put("output_per_million", rates.outputPerMillion());
        row.put("cache_read_per_million", rates.cacheReadPerMillion());
        row.put("cache_write_per_million", rates.cacheWritePerMillion());
        row.put("audio_input_per_million", rates.audioInputPerMillion());
        row.put("audio_output_per_million", rates.audioOutputPerMillion());
        return row;
    }
}
