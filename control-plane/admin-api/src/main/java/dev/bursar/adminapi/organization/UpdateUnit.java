package dev.bursar.adminapi.organization;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Null: leave as it is. @param toTop true: out of every team; excludes {@code parentId} */
public record UpdateUnit(
        @Nullable @Size(min = 1, max = 200) String name,
        @Nullable UUID parentId,
        @Nullable Boolean toTop) {}
