package dev.bursar.server.organization;

import dev.bursar.adminapi.organization.Unit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A unit as it is stored. */
record UnitRow(
        UUID id, String kind, @Nullable UUID parentId, String name, String state, Instant createdAt, long version) {

    boolean active() {
        return state.equals("active");
    }

    boolean team() {
        return kind.equals("team");
    }

    UnitRow named(String nextName) {
        return new UnitRow(id, kind, parentId, nextName, state, createdAt, version);
    }

    UnitRow in(@Nullable UUID nextParent) {
        return new UnitRow(id, kind, nextParent, name, state, createdAt, version);
    }

    UnitRow next(String nextState) {
        return new UnitRow(id, kind, parentId, name, nextState, createdAt, version + 1);
    }

    /** @param path names from the top, its own last */
    Unit toApi(List<String> path, long keys) {
        return new Unit(id, kind, parentId, name, path, state, keys, createdAt.atOffset(ZoneOffset.UTC), version);
    }

    /** For the audit log. */
    Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("kind", kind);
        facts.put("name", name);
        facts.put("parentId", parentId == null ? null : parentId.toString());
        facts.put("state", state);
        return facts;
    }
}
