package dev.bursar.server.publication;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What changed in one organization between two revisions. */
final class Touched {
    private final Map<PolicyChanges.Kind, Set<String>> subjects = new EnumMap<>(PolicyChanges.Kind.class);

    void add(PolicyChanges.Kind kind, String subject) {
        subjects.computeIfAbsent(kind, k -> new LinkedHashSet<>()).add(subject);
    }

    Set<String> texts(PolicyChanges.Kind kind) {
        return subjects.getOrDefault(kind, Set.of());
    }

    Set<UUID> ids(PolicyChanges.Kind kind) {
        Set<UUID> ids = new LinkedHashSet<>();
        texts(kind).forEach(text -> ids.add(UUID.fromString(text)));
        return ids;
    }
}
