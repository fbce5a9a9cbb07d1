package dev.bursar.server.scim;

import dev.bursar.server.scim.protocol.ResourceTypes;
import dev.bursar.server.scim.protocol.ScimException;
import dev.bursar.server.scim.protocol.ScimType;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Groups in SCIM's form, and back. */
final class GroupJson {
    private static final int MAX_NAME = 200;

    private GroupJson() {}

    static ObjectNode shown(GroupRow group, Collection<GroupRow.Member> members, ScimAddress.Of address) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(ResourceTypes.GROUP_SCHEMA);
        json.put("id", group.id().toString());
        if (group.externalId() != null) {
            json.put("externalId", group.externalId());
        }
        json.put("displayName", group.name());
        if (!members.isEmpty()) {
            ArrayNode list = json.putArray("members");
            members.forEach(member -> list.addObject()
                    .put("value", member.id().toString())
                    .put("$ref", address.resource(ResourceTypes.USER, member.id()))
                    .put("display", member.displayName())
                    .put("type", "User"));
        }
        json.set(
                "meta",
                Meta.of(
                        "Group",
                        group.createdAt(),
                        group.changedAt(),
                        address.resource(ResourceTypes.GROUP, group.id()),
                        group.version()));
        return json;
    }

    static String name(ObjectNode said) {
        String name = said.path("displayName").asString("").strip();
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw ScimException.bad(ScimType.INVALID_VALUE, "A displayName has 1 to " + MAX_NAME + " characters.");
        }
        return name;
    }

    static @Nullable String externalId(ObjectNode said) {
        String text = said.path("externalId").asString("");
        return text.isEmpty() ? null : text;
    }

    /** @throws ScimException 400 for a member that is no user's id: groups of groups are not served */
    static Set<UUID> members(ObjectNode said) {
        Set<UUID> members = new LinkedHashSet<>();
        for (JsonNode member : said.path("members")) {
            if (!member.path("type").asString("User").equalsIgnoreCase("User")) {
                throw ScimException.bad(ScimType.INVALID_VALUE, "A group has users as members, not groups.");
            }
            members.add(Uuids.of(member.path("value").asString(""))
                    .orElseThrow(() -> ScimException.bad(ScimType.INVALID_VALUE, "A member's value is a user's id.")));
        }
        return members;
    }
}
