package dev.bursar.server.scim.protocol;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of resource: its own schema, what each resource has beside it (RFC 7643, 3.1), and extensions. An extension's
 * attributes stand in an object of their own, under the extension's URN.
 */
public record ResourceType(String name, String endpoint, Schema schema, List<Schema> extensions) {
    /** Attributes that every resource has and no schema lists. */
    private static final List<Attribute> COMMON = List.of(
            Attribute.text("id").exact().readOnly(),
            Attribute.text("externalId").exact(),
            Attribute.complex(
                            "meta",
                            List.of(
                                    Attribute.text("resourceType").exact().readOnly(),
                                    Attribute.of("created", Attribute.Type.DATE_TIME)
                                            .readOnly(),
                                    Attribute.of("lastModified", Attribute.Type.DATE_TIME)
                                            .readOnly(),
                                    Attribute.of("location", Attribute.Type.REFERENCE)
                                            .readOnly(),
                                    Attribute.text("version").exact().readOnly()))
                    .readOnly());

    public ResourceType {
        extensions = List.copyOf(extensions);
    }

    /** Of the resource itself, not of an extension. */
    public Optional<Attribute> attribute(String wanted) {
        return schema.attribute(wanted).or(() -> Attribute.find(COMMON, wanted));
    }

    public Optional<Schema> extension(String urn) {
        return extensions.stream().filter(e -> e.id().equalsIgnoreCase(urn)).findFirst();
    }

    List<Attribute> attributes() {
        return Stream.concat(COMMON.stream(), schema.attributes().stream()).toList();
    }

    /** The longest URN of this type's that the text begins with, followed by a colon or nothing. */
    Optional<Schema> prefix(String text) {
        return Stream.concat(Stream.of(schema), extensions.stream())
                .filter(s -> text.regionMatches(true, 0, s.id(), 0, s.id().length()))
                .filter(s -> text.length() == s.id().length() || text.charAt(s.id().length()) == ':')
                .findFirst();
    }
}
