package dev.bursar.server.scim.protocol;

import dev.bursar.server.scim.protocol.Edit.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A PATCH (RFC 7644, 3.5.2): changes in their order, all or none. Reading it resolves every path; an operation without
 * a path becomes one change for each member of its value, whose names may be paths themselves, as Entra ID sends them.
 */
public final class Patch {
    public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    static final int MAX_OPERATIONS = 500;

    private final ResourceType type;
    private final List<Edit> edits = new ArrayList<>();

    private Patch(ResourceType type) {
        this.type = type;
    }

    /** @throws ScimException 400 for what is no such request, or has a path that leads nowhere */
    public static Patch parse(ResourceType type, JsonNode body) {
        Resources.requireSchema(body, SCHEMA);
        Patch patch = new Patch(type);
        JsonNode operations = member(body, "Operations");
        if (!operations.isArray() || operations.isEmpty() || operations.size() > MAX_OPERATIONS) {
            throw ScimException.bad(
                    ScimType.INVALID_SYNTAX, "Operations is a list of 1 to " + MAX_OPERATIONS + " operations.");
        }
        operations.forEach(patch::read);
        return patch;
    }

    /**
     * @param resource in the schemas' form; stays as it is
     * @return what it becomes
     */
    public ObjectNode apply(ObjectNode resource) {
        ObjectNode changed = resource.deepCopy();
        edits.forEach(edit -> apply(edit, changed));
        Resources.requireWhole(type, changed);
        return changed;
    }

    private static void apply(Edit edit, ObjectNode resource) {
        Schema extension = edit.target().extension();
        if (extension == null) {
            new Editing(resource).apply(edit);
            return;
        }
        ObjectNode holder = resource.get(extension.id()) instanceof ObjectNode there
                ? there
                : JsonNodeFactory.instance.objectNode();
        new Editing(holder).apply(edit);
        if (holder.isEmpty()) {
            resource.remove(extension.id());
        } else {
            resource.set(extension.id(), holder);
        }
    }

    private void read(JsonNode operation) {
        Kind kind = kind(member(operation, "op"));
        JsonNode path = member(operation, "path");
        JsonNode value = member(operation, "value");
        if (path.isMissingNode() || path.isNull() || path.asString("").isBlank()) {
            withoutPath(kind, value, null);
        } else if (!path.isString()) {
            throw ScimException.bad(ScimType.INVALID_PATH, "A path is text.");
        } else {
            withPath(kind, path.stringValue().strip(), value);
        }
    }

    private void withPath(Kind kind, String path, JsonNode value) {
        Optional<Schema> extension = type.extension(path);
        if (extension.isPresent()) {
            wholeExtension(kind, extension.get(), value);
            return;
        }
        Target target = Target.parse(type, path);
        if (target.isReadOnly()) {
            throw ScimException.bad(ScimType.MUTABILITY, ScimException.quoted(path) + " is read-only.");
        }
        edits.add(new Edit(kind, target, value.isMissingNode() ? null : value));
    }

    private void wholeExtension(Kind kind, Schema extension, JsonNode value) {
        if (kind == Kind.REMOVE) {
            extension.attributes().forEach(a -> edits.add(new Edit(kind, new Target(extension, a, null, null), null)));
        } else {
            withoutPath(kind, value, extension);
        }
    }

    /** What the server alone sets is passed over: some send a resource back as they read it. */
    private void withoutPath(Kind kind, JsonNode value, @Nullable Schema extension) {
        if (kind == Kind.REMOVE) {
            throw ScimException.bad(ScimType.NO_TARGET, "A remove operation has a path.");
        }
        if (!value.isObject()) {
            throw ScimException.bad(ScimType.INVALID_VALUE, "Without a path the value is an object.");
        }
        value.properties().forEach(field -> field(kind, extension, field.getKey(), field.getValue()));
    }

    private void field(Kind kind, @Nullable Schema extension, String name, JsonNode value) {
        Optional<Schema> inner = type.extension(name);
        if (inner.isPresent()) {
            withoutPath(kind, value, inner.get());
            return;
        }
        if (name.equalsIgnoreCase("schemas")) {
            return;
        }
        Target target = Target.parse(type, extension == null ? name : extension.id() + ":" + name);
        if (!target.isReadOnly()) {
            edits.add(new Edit(kind, target, value));
        }
    }

    /** Entra ID writes {@code Add}. */
    private static Kind kind(JsonNode op) {
        return switch (op.asString("").toLowerCase(Locale.ROOT)) {
            case "add" -> Kind.ADD;
            case "replace" -> Kind.REPLACE;
            case "remove" -> Kind.REMOVE;
            default -> throw ScimException.bad(ScimType.INVALID_SYNTAX, "An op is add, replace or remove.");
        };
    }

    private static JsonNode member(JsonNode object, String name) {
        return object.properties().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElseGet(JsonNodeFactory.instance::missingNode);
    }
}
