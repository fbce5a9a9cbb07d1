package dev.bursar.server.catalog;

import dev.bursar.policy.money.Rates;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file of public facts: hosts, their models and prices in USD per million tokens.
 *
 * <p>Amounts become whole nano-USD; digits finer than that are traces of binary fractions in the data
 * ({@code 0.049999999999999996}) and are rounded away. A model with a fee that a price cannot express is left unpriced
 * with the reason, so that a hard cap refuses it instead of under-counting it.
 */
final class CatalogFile {
    static final LocalDate AS_OF = LocalDate.of(2026, 7, 1);
    private static final String FACTS = "catalog/models-2026-07-01.json.gz";
    private static final String SANDBOX = "catalog/sandbox.json";
    private static final String BASE_URLS = "catalog/base-urls.properties";
    /** Its documentation: max_tokens limits the answer, not the chain of thought before it. */
    private static final String THINKS_BEYOND_LIMIT = "alibaba";

    private static final Set<String> COMPATIBLE =
            Set.of("@ai-sdk/openai-compatible", "@ai-sdk/openai", "@openrouter/ai-sdk-provider");

    private CatalogFile() {}

    record Host(String host, String baseUrl, String dialect, List<Entry> models) {}

    /**
     * @param thinksBeyondLimit the host's {@code max_tokens} does not limit reasoning
     * @param price null: unpriced
     */
    record Entry(
            String upstreamModel,
            String displayName,
            long contextTokens,
            long maxOutputTokens,
            List<String> inputModalities,
            List<String> outputModalities,
            boolean toolCall,
            boolean reasoning,
            boolean thinksBeyondLimit,
            @Nullable String releasedOn,
            String unpricedBecause,
            @Nullable EntryPrice price) {}

    record EntryPrice(Rates rates, List<EntryStep> steps) {}

    record EntryStep(long aboveInputTokens, Rates rates) {}

    /** SHA-256 of everything that is read, in hex. */
    static String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String resource : List.of(FACTS, SANDBOX, BASE_URLS)) {
                digest.update(bytes(resource));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    static List<Host> read() {
        try (InputStream facts = new GZIPInputStream(open(FACTS))) {
            List<Host> hosts = new ArrayList<>(read(facts.readAllBytes()));
            hosts.addAll(read(bytes(SANDBOX)));
            return hosts;
        } catch (IOException e) {
            throw new IllegalStateException("unreadable resource " + FACTS, e);
        }
    }

    private static List<Host> read(byte[] content) {
        JsonMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        Properties known = baseUrls();
        List<Host> hosts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> host : json.readTree(content).properties()) {
            hosts.add(host(host.getKey(), host.getValue(), known));
        }
        return hosts;
    }

    private static Host host(String name, JsonNode node, Properties known) {
        String dialect = node.path("dialect").asString("");
        String api = node.path("api").asString("");
        boolean usable = COMPATIBLE.contains(dialect) && api.startsWith("https://") && api.indexOf('{') < 0;
        List<Entry> models = new ArrayList<>();
        node.path("models").properties().forEach(m -> models.add(entry(name, m.getKey(), m.getValue())));
        return new Host(name, usable ? BaseUrl.check(api, false) : known.getProperty(name, ""), dialect, models);
    }

    private static Entry entry(String host, String name, JsonNode node) {
        boolean reasoning = node.path("reasoning").asBoolean(false);
        String unpriced = CatalogPrice.unpricedBecause(node);
        return new Entry(
                name,
                node.path("name").asString(name),
                Math.max(0, node.path("limit").path("context").asLong(0)),
                Math.max(0, node.path("limit").path("output").asLong(0)),
                texts(node.path("modalities").path("input")),
                texts(node.path("modalities").path("output")),
                node.path("tool_call").asBoolean(false),
                reasoning,
                reasoning && host.startsWith(THINKS_BEYOND_LIMIT),
                day(node.path("release_date").asString("")),
                unpriced,
                unpriced.isEmpty() ? CatalogPrice.of(node.path("cost")) : null);
    }

    /** Some are months only, some are no days at all. */
    private static @Nullable String day(String text) {
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts.isEmpty() ? List.of("text") : texts;
    }

    private static Properties baseUrls() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(new String(bytes(BASE_URLS), StandardCharsets.UTF_8)));
            return properties;
        } catch (IOException e) {
            throw new IllegalStateException("unreadable resource " + BASE_URLS, e);
        }
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("unreadable resource " + resource, e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = CatalogFile.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("missing resource " + resource);
        }
        return in;
    }
}
