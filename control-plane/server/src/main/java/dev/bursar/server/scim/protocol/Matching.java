package dev.bursar.server.scim.protocol;

import dev.bursar.server.scim.protocol.Filter.Literal;
import dev.bursar.server.scim.protocol.Filter.Operator;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Does a resource, or one value of an attribute with many, fit a filter? */
public final class Matching {
    private Matching() {}

    /** @param object in the schemas' spelling */
    public static boolean test(Filter filter, JsonNode object) {
        return switch (filter) {
            case Filter.And and -> test(and.left(), object) && test(and.right(), object);
            case Filter.Or or -> test(or.left(), object) || test(or.right(), object);
            case Filter.Not not -> !test(not.negated(), object);
            case Filter.Present present -> !values(object, present.ref()).isEmpty();
            case Filter.Any any -> values(object, any.list()).stream().anyMatch(value -> test(any.each(), value));
            case Filter.Compare compare -> compare(compare, values(object, compare.ref()));
        };
    }

    private static boolean compare(Filter.Compare compare, List<JsonNode> values) {
        if (compare.value() instanceof Literal.Nothing) {
            return values.isEmpty() == (compare.operator() == Operator.EQ);
        }
        if (values.isEmpty()) {
            return compare.operator() == Operator.NE;
        }
        return values.stream().anyMatch(value -> compare(compare, value));
    }

    private static boolean compare(Filter.Compare compare, JsonNode value) {
        return switch (compare.value()) {
            case Literal.Text text ->
                compare.ref().target().caseExact()
                        ? text(compare.operator(), value.asString(), text.text())
                        : text(compare.operator(), folded(value.asString()), folded(text.text()));
            case Literal.Truth truth -> (value.asBoolean() == truth.value()) == (compare.operator() == Operator.EQ);
            case Literal.Moment moment ->
                ordered(
                        compare.operator(),
                        OffsetDateTime.parse(value.asString()).toInstant().compareTo(moment.at()));
            case Literal.Nothing nothing -> throw new IllegalStateException("compared before: " + nothing);
        };
    }

    private static boolean text(Operator operator, String value, String wanted) {
        return switch (operator) {
            case CO -> value.contains(wanted);
            case SW -> value.startsWith(wanted);
            case EW -> value.endsWith(wanted);
            case EQ, NE, GT, GE, LT, LE -> ordered(operator, value.compareTo(wanted));
        };
    }

    private static boolean ordered(Operator operator, int order) {
        return switch (operator) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case CO, SW, EW -> throw new IllegalStateException("no order");
        };
    }

    /** Without those that are missing or null. */
    private static List<JsonNode> values(JsonNode object, AttributeRef ref) {
        var extension = ref.extension();
        JsonNode holder = extension == null ? object : object.path(extension.id());
        List<JsonNode> whole = each(holder.path(ref.attribute().name()));
        var part = ref.part();
        return part == null
                ? whole
                : whole.stream()
                        .flatMap(value -> each(value.path(part.name())).stream())
                        .toList();
    }

    private static List<JsonNode> each(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false).toList();
        }
        return value.isMissingNode() || value.isNull() ? List.of() : List.of(value);
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
