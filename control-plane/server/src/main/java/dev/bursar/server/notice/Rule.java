package dev.bursar.server.notice;

import dev.bursar.adminapi.notice.AlertRule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is watched.
 *
 * @param percent for a threshold; null otherwise
 * @param budgetId null: every budget
 * @param unitId where it stands: where its budget does; null: in the organization itself
 * @param tellOwner by e-mail, besides the channels
 */
record Rule(
        UUID id,
        String name,
        String kind,
        @Nullable Integer percent,
        @Nullable UUID budgetId,
        @Nullable String budgetName,
        @Nullable UUID unitId,
        boolean tellOwner,
        List<UUID> channelIds,
        String state,
        Instant createdAt,
        long version) {
    Rule {
        channelIds = List.copyOf(channelIds);
    }

    boolean watches(UUID budget) {
        return budgetId == null || budgetId.equals(budget);
    }

    AlertRule toApi() {
        return new AlertRule(
                id,
                name,
                kind,
                percent,
                budgetId,
                budgetName,
                unitId,
                tellOwner,
                channelIds,
                state,
                createdAt.atOffset(ZoneOffset.UTC),
                version);
    }

    Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("name", name);
        facts.put("kind", kind);
        facts.put("percent", percent);
        facts.put("budgetId", budgetId == null ? null : budgetId.toString());
        facts.put("tellOwner", tellOwner);
        facts.put("channels", channelIds.stream().map(UUID::toString).sorted().toList());
        facts.put("state", state);
        return facts;
    }
}
