package dev.bursar.server.scim.protocol;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attribute or sub-attribute that a path names, as the schemas spell it. Inside of brackets it is one of the
 * sub-attributes of what stands before them.
 *
 * @param extension where it lives; null: in the resource itself
 * @param part sub-attribute; null: the attribute as a whole
 */
public record AttributeRef(
        @Nullable Schema extension,
        Attribute attribute,
        @Nullable Attribute part) {

    /** @param name {@code userName}, {@code name.givenName}, with or without the schema's URN before it */
    public static Optional<AttributeRef> find(ResourceType type, String name) {
        return Names.find(type, name);
    }

    /** What is compared or set. */
    public Attribute target() {
        return part == null ? attribute : part;
    }

    /** {@code name.givenName}; for an extension's attributes its URN stands before. */
    public String text() {
        String plain = part == null ? attribute.name() : attribute.name() + "." + part.name();
        return extension == null ? plain : extension.id() + ":" + plain;
    }
}
