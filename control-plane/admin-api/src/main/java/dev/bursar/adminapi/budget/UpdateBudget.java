package dev.bursar.adminapi.budget;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Null: leave as it is. */
public record UpdateBudget(
        @Nullable @Size(min = 1, max = 200) String name,
        @Nullable String limitUsd) {}
