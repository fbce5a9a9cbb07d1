package dev.bursar.adminapi.organization;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param kind {@code team}, {@code project} or {@code class}
 * @param parentId the team that it is in; null: none
 * @param path names from the top, its own last
 * @param state {@code active} or {@code archived}
 * @param keys how many working keys are charged to it directly
 */
public record Unit(
        UUID id,
        String kind,
        @Nullable UUID parentId,
        String name,
        List<String> path,
        String state,
        long keys,
        OffsetDateTime createdAt,
        long version) {}
