package dev.bursar.adminapi.access;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Null: leave as it is. */
public record UpdateMember(
        @Nullable @Size(min = 1, max = 200) String name) {}
