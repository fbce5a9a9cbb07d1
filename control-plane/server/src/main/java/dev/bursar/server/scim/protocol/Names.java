package dev.bursar.server.scim.protocol;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What attribute names mean: in a resource, or inside of the brackets after one of its attributes. */
final class Names {
    private final ScimType blame;
    private final Function<String, Optional<AttributeRef>> known;

    private Names(ScimType blame, Function<String, Optional<AttributeRef>> known) {
        this.blame = blame;
        this.known = known;
    }

    static Names of(ResourceType type, ScimType blame) {
        return new Names(blame, name -> find(type, name));
    }

    /** Sub-attributes alone: brackets don't nest. */
    Names inside(AttributeRef list) {
        if (list.part() != null || !list.attribute().isComplex()) {
            throw ScimException.bad(blame, list.text() + " has no sub-attributes to select by.");
        }
        return new Names(blame, name -> list.attribute().part(name).map(part -> new AttributeRef(null, part, null)));
    }

    AttributeRef resolve(String name) {
        return known.apply(name)
                .orElseThrow(() -> ScimException.bad(
                        blame,
                        name.isEmpty()
                                ? "The name of an attribute is missing."
                                : "There is no attribute " + ScimException.quoted(name) + " here."));
    }

    /** A complex attribute is compared by its sub-attribute {@code value}. */
    AttributeRef comparable(AttributeRef ref) {
        if (!ref.target().isComplex()) {
            return ref;
        }
        Attribute value = ref.attribute()
                .part("value")
                .orElseThrow(() -> ScimException.bad(blame, ref.text() + " is compared by one of its sub-attributes."));
        return new AttributeRef(ref.extension(), ref.attribute(), value);
    }

    static Optional<AttributeRef> find(ResourceType type, String name) {
        Optional<Schema> schema = type.prefix(name);
        String rest = schema.map(s -> name.substring(Math.min(name.length(), s.id().length() + 1)))
                .orElse(name);
        List<String> parts = List.of(rest.split("\\.", -1));
        Optional<Schema> extension = schema.filter(s -> s != type.schema());
        Optional<Attribute> attribute =
                extension.map(s -> s.attribute(parts.getFirst())).orElseGet(() -> type.attribute(parts.getFirst()));
        return switch (parts.size()) {
            case 1 -> attribute.map(a -> new AttributeRef(extension.orElse(null), a, null));
            case 2 ->
                attribute.flatMap(
                        a -> a.part(parts.get(1)).map(part -> new AttributeRef(extension.orElse(null), a, part)));
            default -> Optional.empty();
        };
    }
}
