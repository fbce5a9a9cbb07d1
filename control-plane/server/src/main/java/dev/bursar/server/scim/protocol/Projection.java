package dev.bursar.server.scim.protocol;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which attributes an answer has (RFC 7644, 3.9): only those that are asked for, or all but those that are not wanted.
 * {@code schemas} and {@code id} are always there. Names that nothing has are passed over.
 */
public final class Projection {
    private static final int MAX_LENGTH = 4000;
    private static final Set<String> ALWAYS = Set.of("schemas", "id");

    private final ResourceType type;
    private final Set<String> only;
    private final Set<String> without;

    private Projection(ResourceType type, Set<String> only, Set<String> without) {
        this.type = type;
        this.only = only;
        this.without = without;
    }

    /** Names separated by commas. */
    public static Projection of(ResourceType type, @Nullable String attributes, @Nullable String excluded) {
        return ofNames(type, names(attributes), names(excluded));
    }

    /** @throws ScimException 400 if both are given */
    public static Projection ofNames(ResourceType type, List<String> attributes, List<String> excluded) {
        if (!attributes.isEmpty() && !excluded.isEmpty()) {
            throw ScimException.bad(
                    ScimType.INVALID_VALUE, "Either attributes or excludedAttributes are given, not both.");
        }
        return new Projection(type, resolved(type, attributes), resolved(type, excluded));
    }

    /** Whether anything of the attribute is wanted: what is not need not be read. */
    public boolean wants(String attribute) {
        return only.isEmpty()
                ? !without.contains(attribute)
                : only.stream().anyMatch(name -> name.equals(attribute) || name.startsWith(attribute + "."));
    }

    /** Whether the client chose. */
    public boolean isChosen() {
        return !only.isEmpty() || !without.isEmpty();
    }

    /** Leaves what is wanted in the resource. */
    public ObjectNode apply(ObjectNode resource) {
        keep(resource, "");
        return resource;
    }

    private void keep(ObjectNode object, String before) {
        for (String field : List.copyOf(object.propertyNames())) {
            String path = before + field;
            boolean extension = type.extension(field).isPresent();
            if (before.isEmpty() && ALWAYS.contains(field)) {
                continue;
            }
            if (without.contains(path) || !only.isEmpty() && !isOnPath(path, extension)) {
                object.remove(field);
            } else if (!only.contains(path)) {
                inside(object, field, extension ? path + ":" : path + ".");
            }
        }
    }

    private void inside(ObjectNode object, String field, String before) {
        JsonNode value = object.path(field);
        if (value instanceof ObjectNode inner) {
            keep(inner, before);
        } else if (value instanceof ArrayNode list) {
            list.forEach(element -> {
                if (element instanceof ObjectNode inner) {
                    keep(inner, before);
                }
            });
        }
        if (value.isContainer() && value.isEmpty()) {
            object.remove(field);
        }
    }

    private boolean isOnPath(String path, boolean extension) {
        return only.contains(path) || only.stream().anyMatch(name -> name.startsWith(path + (extension ? ":" : ".")));
    }

    private static List<String> names(@Nullable String list) {
        if (list == null || list.isBlank()) {
            return List.of();
        }
        if (list.length() > MAX_LENGTH) {
            throw ScimException.bad(ScimType.INVALID_VALUE, "Too many attributes are named.");
        }
        return Arrays.stream(list.split(",")).map(String::strip).toList();
    }

    /** As {@link AttributeRef#text} writes them; an extension's URN stands for all of it. */
    private static Set<String> resolved(ResourceType type, List<String> names) {
        Set<String> known = names.stream()
                .flatMap(
                        name -> Names.find(type, name)
                                .map(AttributeRef::text)
                                .or(() -> type.extension(name).map(Schema::id))
                                .stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (known.isEmpty() && !names.isEmpty()) {
            known.add("id");
        }
        return known;
    }
}
