package dev.bursar.server.scim.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An attribute as RFC 7643, 7 describes it. Names are compared without regard to case.
 *
 * @param parts sub-attributes; empty unless the type is complex
 * @param canonical the values it has; empty: any
 */
public record Attribute(
        String name,
        Type type,
        boolean many,
        Mutability mutability,
        boolean required,
        boolean caseExact,
        List<Attribute> parts,
        List<String> canonical) {
    /** Of values. */
    public enum Type {
        STRING("string"),
        BOOLEAN("boolean"),
        DATE_TIME("dateTime"),
        REFERENCE("reference"),
        COMPLEX("complex");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** Who may set it. */
    public enum Mutability {
        READ_ONLY("readOnly"),
        READ_WRITE("readWrite"),
        /** Set once. */
        IMMUTABLE("immutable");

        private final String text;

        Mutability(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public Attribute {
        parts = List.copyOf(parts);
        canonical = List.copyOf(canonical);
        if ((type == Type.COMPLEX) == parts.isEmpty()) {
            throw new IllegalArgumentException(name + ": a complex attribute has sub-attributes, no other has");
        }
    }

    static Attribute text(String name) {
        return new Attribute(name, Type.STRING, false, Mutability.READ_WRITE, false, false, List.of(), List.of());
    }

    static Attribute of(String name, Type type) {
        return new Attribute(name, type, false, Mutability.READ_WRITE, false, false, List.of(), List.of());
    }

    static Attribute complex(String name, List<Attribute> parts) {
        return new Attribute(name, Type.COMPLEX, false, Mutability.READ_WRITE, false, false, parts, List.of());
    }

    static Attribute list(String name, List<Attribute> parts) {
        return new Attribute(name, Type.COMPLEX, true, Mutability.READ_WRITE, false, false, parts, List.of());
    }

    Attribute readOnly() {
        return new Attribute(name, type, many, Mutability.READ_ONLY, required, caseExact, parts, canonical);
    }

    Attribute immutable() {
        return new Attribute(name, type, many, Mutability.IMMUTABLE, required, caseExact, parts, canonical);
    }

    Attribute needed() {
        return new Attribute(name, type, many, mutability, true, caseExact, parts, canonical);
    }

    Attribute exact() {
        return new Attribute(name, type, many, mutability, required, true, parts, canonical);
    }

    Attribute among(String... values) {
        return new Attribute(name, type, many, mutability, required, caseExact, parts, List.of(values));
    }

    boolean isReadOnly() {
        return mutability == Mutability.READ_ONLY;
    }

    public boolean isComplex() {
        return type == Type.COMPLEX;
    }

    public Optional<Attribute> part(String wanted) {
        return find(parts, wanted);
    }

    static Optional<Attribute> find(List<Attribute> attributes, String wanted) {
        return attributes.stream().filter(a -> a.name.equalsIgnoreCase(wanted)).findFirst();
    }

    /** Equal for names that mean the same. */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
