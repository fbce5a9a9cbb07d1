package dev.bursar.server.scim.protocol;

import java.util.List;
import java.util.Optional;

/** A schema (RFC 7643, 7). @param id a URN */
public record Schema(String id, String name, String description, List<Attribute> attributes) {
    public Schema {
        attributes = List.copyOf(attributes);
    }

    public Optional<Attribute> attribute(String wanted) {
        return Attribute.find(attributes, wanted);
    }
}
