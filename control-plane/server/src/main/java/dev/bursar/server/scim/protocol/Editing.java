package dev.bursar.server.scim.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes one object that holds attributes: a resource, or an extension in it. A value that is null or empty is no
 * value: to set it is to remove.
 */
final class Editing {
    private final ObjectNode holder;

    Editing(ObjectNode holder) {
        this.holder = holder;
    }

    void apply(Edit edit) {
        if (!edit.target().attribute().many()) {
            one(edit);
            return;
        }
        List<ObjectNode> touched = many(edit);
        onlyPrimary(edit.target().attribute(), touched);
    }

    // ------------------------------------------------------------------ an attribute with one value

    private void one(Edit edit) {
        Attribute attribute = edit.target().attribute();
        Attribute part = edit.target().part();
        if (part != null) {
            ObjectNode object = object(attribute);
            set(object, part, edit);
            put(attribute, object.isEmpty() ? Optional.empty() : Optional.of(object));
        } else if (edit.kind() == Edit.Kind.REMOVE) {
            holder.remove(attribute.name());
        } else {
            whole(attribute, Values.of(attribute, edit.value()));
        }
    }

    /** The sub-attributes that are given are set; others stay (RFC 7644, 3.5.2.3). */
    private void whole(Attribute attribute, Optional<JsonNode> value) {
        if (attribute.isComplex() && value.isPresent()) {
            ObjectNode object = object(attribute);
            object.setAll((ObjectNode) value.get());
            put(attribute, Optional.of(object));
        } else {
            put(attribute, value);
        }
    }

    private void put(Attribute attribute, Optional<? extends JsonNode> value) {
        if (value.isPresent()) {
            holder.set(attribute.name(), value.get());
        } else if (attribute.required()) {
            throw ScimException.bad(ScimType.MUTABILITY, attribute.name() + " is required and cannot be removed.");
        } else {
            holder.remove(attribute.name());
        }
    }

    private ObjectNode object(Attribute attribute) {
        return holder.get(attribute.name()) instanceof ObjectNode there ? there : JsonNodeFactory.instance.objectNode();
    }

    // ------------------------------------------------------------------ an attribute with many values

    /** @return values that were set */
    private List<ObjectNode> many(Edit edit) {
        Attribute attribute = edit.target().attribute();
        List<JsonNode> list = new ArrayList<>();
        holder.path(attribute.name()).forEach(list::add);
        List<ObjectNode> touched =
                edit.target().where() == null && edit.target().part() == null
                        ? wholeList(edit, list)
                        : selected(edit, list);
        Values.bound(attribute, list.size());
        list.removeIf(JsonNode::isEmpty);
        if (list.isEmpty()) {
            holder.remove(attribute.name());
        } else {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(list.size());
            list.forEach(array::add);
            holder.set(attribute.name(), array);
        }
        return touched;
    }

    private static List<ObjectNode> wholeList(Edit edit, List<JsonNode> list) {
        Attribute attribute = edit.target().attribute();
        List<ObjectNode> sent = new ArrayList<>();
        Values.of(attribute, edit.value()).ifPresent(values -> values.forEach(value -> sent.add((ObjectNode) value)));
        switch (edit.kind()) {
            case ADD -> {
                Set<JsonNode> there = new HashSet<>();
                list.forEach(value -> there.add(identity(attribute, value)));
                sent.removeIf(value -> !there.add(identity(attribute, value)));
                list.addAll(sent);
            }
            case REPLACE -> {
                list.clear();
                list.addAll(sent);
            }
            case REMOVE -> remove(edit, sent, list);
        }
        return sent;
    }

    /** All; or, as Entra ID asks, those whose {@code value} is given. */
    private static void remove(Edit edit, List<ObjectNode> sent, List<JsonNode> list) {
        if (edit.value() == null || edit.value().isNull()) {
            list.clear();
            return;
        }
        Set<JsonNode> gone = new HashSet<>();
        sent.forEach(value -> gone.add(value.path("value")));
        list.removeIf(value -> gone.contains(value.path("value")));
    }

    /** A link to the same resource is the same, whatever else is said about it. */
    private static JsonNode identity(Attribute attribute, JsonNode value) {
        return attribute.part("$ref").isPresent() ? value.path("value") : value;
    }

    private List<ObjectNode> selected(Edit edit, List<JsonNode> list) {
        Filter where = edit.target().where();
        List<ObjectNode> chosen = new ArrayList<>();
        for (JsonNode value : list) {
            if (value instanceof ObjectNode object && (where == null || Matching.test(where, object))) {
                chosen.add(object);
            }
        }
        if (edit.kind() == Edit.Kind.REMOVE) {
            removeChosen(edit, list, chosen);
            return List.of();
        }
        if (chosen.isEmpty()) {
            ObjectNode made = made(edit);
            list.add(made);
            chosen.add(made);
        }
        chosen.forEach(object -> setChosen(edit, object));
        return chosen;
    }

    private static void removeChosen(Edit edit, List<JsonNode> list, List<ObjectNode> chosen) {
        Attribute part = edit.target().part();
        if (part == null) {
            list.removeIf(value -> chosen.stream().anyMatch(gone -> gone == value));
        } else {
            chosen.forEach(object -> set(object, part, edit));
        }
    }

    /** To add where nothing fits makes a value that does; to replace needs one (RFC 7644, 3.5.2.3). */
    private static ObjectNode made(Edit edit) {
        Filter where = edit.target().where();
        if (where != null && edit.kind() == Edit.Kind.REPLACE) {
            throw ScimException.bad(
                    ScimType.NO_TARGET,
                    "No value of " + edit.target().attribute().name() + " fits the path.");
        }
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        if (where != null) {
            fill(made, where);
        }
        return made;
    }

    private static void fill(ObjectNode made, Filter where) {
        switch (where) {
            case Filter.And and -> {
                fill(made, and.left());
                fill(made, and.right());
            }
            case Filter.Compare(AttributeRef ref, Filter.Operator operator, Filter.Literal.Text(String text))
            when operator == Filter.Operator.EQ -> made.put(ref.attribute().name(), text);
            case Filter.Compare(AttributeRef ref, Filter.Operator operator, Filter.Literal.Truth(boolean truth))
            when operator == Filter.Operator.EQ -> made.put(ref.attribute().name(), truth);
            case Filter.Compare c -> throw noTarget();
            case Filter.Or o -> throw noTarget();
            case Filter.Not n -> throw noTarget();
            case Filter.Present p -> throw noTarget();
            case Filter.Any a -> throw noTarget();
        }
    }

    private static ScimException noTarget() {
        return ScimException.bad(ScimType.NO_TARGET, "No value fits the path, and it does not say what to make.");
    }

    private static void setChosen(Edit edit, ObjectNode object) {
        Attribute part = edit.target().part();
        if (part != null) {
            set(object, part, edit);
            return;
        }
        JsonNode value = edit.value();
        ObjectNode sent = value == null
                ? JsonNodeFactory.instance.objectNode()
                : (ObjectNode)
                        Values.single(edit.target().attribute(), value).orElseGet(JsonNodeFactory.instance::objectNode);
        if (edit.kind() == Edit.Kind.REPLACE) {
            object.removeAll();
        }
        object.setAll(sent);
    }

    private static void set(ObjectNode object, Attribute part, Edit edit) {
        Optional<JsonNode> value = edit.kind() == Edit.Kind.REMOVE ? Optional.empty() : Values.of(part, edit.value());
        boolean fixed = part.mutability() == Attribute.Mutability.IMMUTABLE && object.has(part.name());
        if (fixed && !value.filter(object.path(part.name())::equals).isPresent()) {
            throw ScimException.bad(ScimType.MUTABILITY, part.name() + " is set once.");
        }
        if (value.isPresent()) {
            object.set(part.name(), value.get());
        } else {
            object.remove(part.name());
        }
    }

    /** A value that becomes the primary one takes that from the others (RFC 7644, 3.5.2). */
    private void onlyPrimary(Attribute attribute, List<ObjectNode> touched) {
        boolean claimed = touched.stream().anyMatch(value -> BooleanNode.TRUE.equals(value.path("primary")));
        if (!claimed) {
            return;
        }
        for (JsonNode value : holder.path(attribute.name())) {
            boolean other = touched.stream().noneMatch(mine -> mine == value);
            if (other && BooleanNode.TRUE.equals(value.path("primary"))) {
                ((ObjectNode) value).put("primary", false);
            }
        }
    }
}
