package dev.bursar.server.audit;

import dev.bursar.server.sql.tables.records.AuditEntryRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bytes of an entry that the tree hashes: {@link CanonicalJson} in UTF-8 of all its columns but the leaf itself,
 * under the columns' names, with {@code "format":"bursar audit leaf v1"}. Instants are ISO 8601 in UTC. {@code before}
 * and {@code after} are null where there is none.
 */
final class Leaf {
    private static final String FORMAT = "bursar audit leaf v1";

    private final JsonMapper json;

    Leaf(JsonMapper json) {
        this.json = json;
    }

    byte[] bytes(AuditEntryRecord entry) {
        Map<String, @Nullable Object> members = new TreeMap<>();
        members.put("format", FORMAT);
        members.put("organization_id", entry.getOrganizationId().toString());
        members.put("sequence", entry.getSequence());
        members.put("entry_id", entry.getEntryId().toString());
        members.put("at", entry.getAt().toString());
        members.put("actor_kind", entry.getActorKind());
        members.put("actor_id", entry.getActorId());
        members.put("actor_name", entry.getActorName());
        members.put("action", entry.getAction());
        members.put("resource_kind", entry.getResourceKind());
        members.put("resource_id", entry.getResourceId());
        members.put("resource_name", entry.getResourceName());
        members.put("outcome", entry.getOutcome());
        members.put("before", fields(entry.getBefore()));
        members.put("after", fields(entry.getAfter()));
        members.put("request_id", entry.getRequestId());
        members.put("address", entry.getAddress());
        return CanonicalJson.of(members).getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    @Nullable
    Map<String, Object> fields(@Nullable JSONB value) {
        return value == null ? null : json.readValue(value.data(), Map.class);
    }
}
