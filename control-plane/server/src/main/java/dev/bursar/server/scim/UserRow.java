package dev.bursar.server.scim;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A member as SCIM sees them.
 *
 * @param userName their e-mail address until an identity provider gives them one
 * @param email where they get mail, and by which their first sign-in finds them; may be empty
 * @param provisioned came by SCIM: only what SCIM said is shown to SCIM
 * @param attributes what else the identity provider said, in SCIM's form
 */
record UserRow(
        UUID id,
        String userName,
        @Nullable String externalId,
        String email,
        String displayName,
        boolean active,
        boolean provisioned,
        ObjectNode attributes,
        Instant createdAt,
        Instant changedAt,
        long version)
        implements ResourceRow {

    /** Whether what can be written differs. */
    boolean saysTheSame(UserRow other) {
        return facts().equals(other.facts()) && active == other.active;
    }

    /** For the audit log; whether they are active, the entry of its change says. */
    Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("userName", userName);
        facts.put("externalId", externalId);
        facts.put("email", email);
        facts.put("displayName", displayName);
        facts.put("attributes", attributes.toString());
        return facts;
    }
}
