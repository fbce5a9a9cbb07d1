package dev.bursar.server.scim.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Where a change of a PATCH goes.
 *
 * @param extension where the attribute lives; null: in the resource itself
 * @param where which values of an attribute with many; null: all
 * @param part sub-attribute; null: whole values
 */
record Target(
        @Nullable Schema extension,
        Attribute attribute,
        @Nullable Filter where,
        @Nullable Attribute part) {

    Target {
        if (where != null && !attribute.many()) {
            throw ScimException.bad(ScimType.INVALID_PATH, attribute.name() + " has one value: nothing to select.");
        }
    }

    /** {@code name}, {@code name.givenName}, {@code emails[type eq "work"]}, {@code emails[type eq "work"].value}. */
    static Target parse(ResourceType type, String path) {
        Scanner scanner = FilterParser.scanner(path, ScimType.INVALID_PATH);
        Names names = Names.of(type, ScimType.INVALID_PATH);
        AttributeRef ref = names.resolve(scanner.word());
        if (!scanner.take('[')) {
            scanner.end();
            return new Target(ref.extension(), ref.attribute(), null, ref.part());
        }
        Names inside = names.inside(ref);
        Filter where = new FilterParser(scanner, inside).filter(0);
        scanner.need(']');
        Attribute part = null;
        String rest = scanner.word();
        if (!rest.isEmpty()) {
            part = inside.resolve(rest.startsWith(".") ? rest.substring(1) : "").attribute();
        }
        scanner.end();
        return new Target(ref.extension(), ref.attribute(), where, part);
    }

    boolean isReadOnly() {
        return attribute.isReadOnly() || part != null && part.isReadOnly();
    }

    boolean isRequired() {
        return part == null && attribute.required();
    }
}
