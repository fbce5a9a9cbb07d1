package dev.bursar.server.scim.protocol;

import dev.bursar.server.platform.web.Texts;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Brings what a client sent into the schema's form: its spelling of names, its types, nothing that the schema does not
 * know, nothing that only the server sets. What identity providers are known to send instead of the proper form (truth
 * in quotes, one value where a list belongs, a text for a complex value) is understood; anything else is refused.
 */
final class Values {
    static final int MAX_TEXT = 1000;
    static final int MAX_VALUES = 100;
    /** Of a group. */
    static final int MAX_MEMBERS = 10_000;

    private Values() {}

    /** @return empty: no value (null, an empty list, an object without anything known) */
    static Optional<JsonNode> of(Attribute attribute, @Nullable JsonNode sent) {
        if (sent == null || sent.isNull() || sent.isMissingNode()) {
            return Optional.empty();
        }
        if (!attribute.many()) {
            return single(attribute, sent);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        if (sent.isArray()) {
            bound(attribute, sent.size());
            sent.forEach(value -> single(attribute, value).ifPresent(list::add));
        } else {
            single(attribute, sent).ifPresent(list::add);
        }
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    /** One value of the attribute. */
    static Optional<JsonNode> single(Attribute attribute, JsonNode sent) {
        if (sent.isNull()) {
            return Optional.empty();
        }
        return switch (attribute.type()) {
            case STRING, REFERENCE -> Optional.of(StringNode.valueOf(text(attribute, sent)));
            case BOOLEAN -> Optional.of(BooleanNode.valueOf(truth(attribute, sent)));
            case DATE_TIME -> Optional.of(StringNode.valueOf(moment(attribute, sent)));
            case COMPLEX -> complex(attribute, sent);
        };
    }

    static void bound(Attribute attribute, int size) {
        int most = attribute.name().equals("members") ? MAX_MEMBERS : MAX_VALUES;
        if (size > most) {
            throw wrong(attribute, "has at most " + most + " values");
        }
    }

    static ScimException wrong(Attribute attribute, String what) {
        return ScimException.bad(ScimType.INVALID_VALUE, attribute.name() + " " + what + ".");
    }

    private static String text(Attribute attribute, JsonNode sent) {
        if (!sent.isString()) {
            throw wrong(attribute, "is text");
        }
        String text = sent.stringValue();
        if (text.length() > MAX_TEXT) {
            throw wrong(attribute, "has at most " + MAX_TEXT + " characters");
        }
        if (!Texts.storable(text)) {
            throw wrong(attribute, "has a character that cannot be stored");
        }
        return text;
    }

    private static boolean truth(Attribute attribute, JsonNode sent) {
        if (sent.isBoolean()) {
            return sent.booleanValue();
        }
        String text = sent.isString() ? sent.stringValue() : "";
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text.equalsIgnoreCase("true");
        }
        throw wrong(attribute, "is true or false");
    }

    private static String moment(Attribute attribute, JsonNode sent) {
        String text = text(attribute, sent);
        try {
            OffsetDateTime.parse(text);
            return text;
        } catch (DateTimeException e) {
            throw wrong(attribute, "is a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static Optional<JsonNode> complex(Attribute attribute, JsonNode sent) {
        if (sent.isObject()) {
            return Optional.of(parts(attribute, sent)).filter(o -> !o.isEmpty()).map(JsonNode.class::cast);
        }
        Attribute value = attribute.part("value").orElseThrow(() -> wrong(attribute, "is an object"));
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        single(value, sent).ifPresent(v -> object.set(value.name(), v));
        return Optional.of(object);
    }

    private static ObjectNode parts(Attribute attribute, JsonNode sent) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        sent.properties()
                .forEach(field -> attribute
                        .part(field.getKey())
                        .filter(part -> !part.isReadOnly())
                        .ifPresent(part -> of(part, field.getValue()).ifPresent(value -> once(object, part, value))));
        return object;
    }

    static void once(ObjectNode object, Attribute attribute, JsonNode value) {
        if (object.has(attribute.name())) {
            throw ScimException.bad(ScimType.INVALID_SYNTAX, attribute.name() + " is there twice.");
        }
        object.set(attribute.name(), value);
    }
}
