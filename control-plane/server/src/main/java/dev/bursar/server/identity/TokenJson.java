package dev.bursar.server.identity;

import dev.bursar.policy.workload.CompactToken;
import dev.bursar.policy.workload.TokenClaims;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a token says. Strict: what two readers could take in two ways, such as a member that comes twice, is no token. */
final class TokenJson {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TokenJson() {}

    /** Empty if it is not readable. */
    static Optional<TokenClaims> read(CompactToken token) {
        try {
            JsonNode header = JSON.readTree(token.header());
            JsonNode claims = JSON.readTree(token.claims());
            if (!header.isObject() || !claims.isObject() || !claims.path("exp").isIntegralNumber()) {
                return Optional.empty();
            }
            return Optional.of(new TokenClaims(
                    text(header, "alg"),
                    text(header, "kid"),
                    header.has("crit") || header.has("b64"),
                    text(claims, "iss"),
                    text(claims, "sub"),
                    audience(claims.path("aud")),
                    claims.path("exp").longValue(),
                    claims.has("nbf") ? claims.path("nbf").longValue() : 0));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        if (!value.isMissingNode() && !value.isString()) {
            throw new IllegalArgumentException(member + " is no text");
        }
        return value.isMissingNode() ? "" : value.stringValue();
    }

    private static List<String> audience(JsonNode node) {
        List<String> audience = new ArrayList<>();
        for (JsonNode one : node.isArray() ? node : List.of(node)) {
            if (one.isString()) {
                audience.add(one.stringValue());
            }
        }
        return audience;
    }
}
