package dev.bursar.server.scim;

import dev.bursar.server.scim.protocol.Projection;
import dev.bursar.server.scim.protocol.ResourceType;
import dev.bursar.server.scim.protocol.Resources;
import dev.bursar.server.scim.protocol.ScimException;
import dev.bursar.server.scim.protocol.ScimType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A list that is asked for by a body (RFC 7644, 3.4.3). */
final class SearchRequest {
    private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";
    private static final int MAX_NAMES = 200;

    private SearchRequest() {}

    static Listing read(ResourceType type, JsonNode body) {
        Resources.requireSchema(body, SCHEMA);
        return Listing.of(
                type,
                new Listing.Asked(
                        text(body, "filter"),
                        text(body, "sortBy"),
                        text(body, "sortOrder"),
                        number(body, "startIndex"),
                        number(body, "count")),
                Projection.ofNames(type, names(body, "attributes"), names(body, "excludedAttributes")));
    }

    private static @Nullable String text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw wrong(name, "text");
        }
        return value.stringValue();
    }

    private static @Nullable Integer number(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(name, "a number");
        }
        return value.intValue();
    }

    private static List<String> names(JsonNode body, String name) {
        List<String> names = new ArrayList<>();
        JsonNode list = body.path(name);
        if (list.size() > MAX_NAMES) {
            throw wrong(name, "a shorter list");
        }
        for (JsonNode value : list) {
            if (!value.isString()) {
                throw wrong(name, "a list of names");
            }
            names.add(value.stringValue());
        }
        return names;
    }

    private static ScimException wrong(String name, String what) {
        return ScimException.bad(ScimType.INVALID_VALUE, name + " is " + what + ".");
    }
}
