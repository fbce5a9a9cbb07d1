package dev.bursar.server.machine;

import dev.bursar.adminapi.machine.ServiceAccount;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A service account as it is stored. */
record Account(
        UUID id,
        String name,
        String description,
        String state,
        String createdBy,
        Instant createdAt,
        @Nullable Instant lastActiveAt,
        long version) {

    boolean disabled() {
        return state.equals("disabled");
    }

    /** The next version. */
    Account next(String nextName, String nextDescription, String nextState) {
        return new Account(id, nextName, nextDescription, nextState, createdBy, createdAt, lastActiveAt, version + 1);
    }

    ServiceAccount toApi() {
        return new ServiceAccount(
                id,
                name,
                description,
                state,
                createdAt.atOffset(ZoneOffset.UTC),
                createdBy,
                lastActiveAt == null ? null : lastActiveAt.atOffset(ZoneOffset.UTC),
                version);
    }

    /** For the audit log. */
    Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("name", name);
        facts.put("description", description);
        facts.put("state", state);
        return facts;
    }
}
