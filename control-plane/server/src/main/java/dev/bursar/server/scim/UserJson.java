package dev.bursar.server.scim;

import dev.bursar.server.scim.protocol.ResourceTypes;
import dev.bursar.server.scim.protocol.ScimException;
import dev.bursar.server.scim.protocol.ScimType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Users in SCIM's form, and back. What columns hold is derived where it was not said: a display name from the name, an
 * e-mail address from the user name. What was derived is not shown to SCIM.
 */
final class UserJson {
    private static final int MAX_USER_NAME = 320;
    private static final int MAX_DISPLAY_NAME = 200;
    /** Stored in columns, or elsewhere. */
    private static final Set<String> APART =
            Set.of("schemas", "id", "externalId", "userName", "active", "groups", "meta");

    private UserJson() {}

    /** A group that a user is in. */
    record GroupLink(UUID id, String name) {}

    /** What was said of the user: what a PATCH changes. Of whoever did not come by SCIM, what is known is said. */
    static ObjectNode said(UserRow user) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", user.id().toString());
        if (user.externalId() != null) {
            json.put("externalId", user.externalId());
        }
        json.put("userName", user.userName());
        json.put("active", user.active());
        if (!user.provisioned()) {
            json.put("displayName", user.displayName());
            email(json, user.email());
        }
        json.setAll(user.attributes().deepCopy());
        return json;
    }

    /** What clients are shown. */
    static ObjectNode shown(UserRow user, List<GroupLink> groups, ScimAddress.Of address) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode schemas = json.putArray("schemas").add(ResourceTypes.USER_SCHEMA);
        if (user.attributes().has(ResourceTypes.ENTERPRISE_SCHEMA)) {
            schemas.add(ResourceTypes.ENTERPRISE_SCHEMA);
        }
        json.setAll(said(user));
        if (!groups.isEmpty()) {
            ArrayNode list = json.putArray("groups");
            groups.forEach(group -> list.addObject()
                    .put("value", group.id().toString())
                    .put("$ref", address.resource(ResourceTypes.GROUP, group.id()))
                    .put("display", group.name())
                    .put("type", "direct"));
        }
        json.set(
                "meta",
                Meta.of(
                        "User",
                        user.createdAt(),
                        user.changedAt(),
                        address.resource(ResourceTypes.USER, user.id()),
                        user.version()));
        return json;
    }

    private static void email(ObjectNode json, String email) {
        if (!email.isEmpty()) {
            json.putArray("emails")
                    .addObject()
                    .put("value", email)
                    .put("type", "work")
                    .put("primary", true);
        }
    }

    /** A user that there was not before. */
    static UserRow fresh(UUID id, ObjectNode said, Instant now) {
        String userName = userName(said);
        ObjectNode attributes = attributes(said);
        return new UserRow(
                id,
                userName,
                text(said, "externalId"),
                email(attributes).orElseGet(() -> address(userName)),
                bounded(displayName(attributes).orElse(userName)),
                said.path("active").asBoolean(true),
                true,
                attributes,
                now,
                now,
                1);
    }

    /** The user as they are now said to be. Whether they are active stays where it is not said. */
    static UserRow changed(UserRow user, ObjectNode said, Instant now) {
        String userName = userName(said);
        ObjectNode attributes = attributes(said);
        return new UserRow(
                user.id(),
                userName,
                text(said, "externalId"),
                email(attributes).orElseGet(() -> address(userName)),
                bounded(displayName(attributes).orElse(userName)),
                said.path("active").asBoolean(user.active()),
                true,
                attributes,
                user.createdAt(),
                now,
                user.version() + 1);
    }

    private static String userName(ObjectNode said) {
        String userName = said.path("userName").asString("").strip();
        if (userName.isEmpty() || userName.length() > MAX_USER_NAME) {
            throw ScimException.bad(ScimType.INVALID_VALUE, "A userName has 1 to " + MAX_USER_NAME + " characters.");
        }
        return userName;
    }

    private static ObjectNode attributes(ObjectNode said) {
        ObjectNode attributes = said.deepCopy();
        attributes.remove(APART);
        return attributes;
    }

    /** The primary address, else the one at work, else the first. */
    private static Optional<String> email(ObjectNode attributes) {
        List<JsonNode> emails = StreamSupport.stream(attributes.path("emails").spliterator(), false)
                .filter(email -> !email.path("value").asString("").isBlank())
                .toList();
        return emails.stream()
                .filter(email -> email.path("primary").asBoolean(false))
                .findFirst()
                .or(() -> emails.stream()
                        .filter(email -> email.path("type").asString("").equalsIgnoreCase("work"))
                        .findFirst())
                .or(() -> emails.stream().findFirst())
                .map(email -> email.path("value").asString().strip());
    }

    private static Optional<String> displayName(ObjectNode attributes) {
        JsonNode name = attributes.path("name");
        return said(attributes.path("displayName").asString(""))
                .or(() -> said(name.path("formatted").asString("")))
                .or(() -> said(List.of("givenName", "familyName").stream()
                        .map(part -> name.path(part).asString("").strip())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" "))));
    }

    private static Optional<String> said(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    private static String bounded(String name) {
        return name.length() <= MAX_DISPLAY_NAME ? name : name.substring(0, MAX_DISPLAY_NAME);
    }

    private static String address(String userName) {
        return userName.contains("@") ? userName : "";
    }

    private static @Nullable String text(ObjectNode said, String name) {
        String text = said.path(name).asString("");
        return text.isEmpty() ? null : text;
    }
}
