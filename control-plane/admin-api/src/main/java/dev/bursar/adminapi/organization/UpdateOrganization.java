package dev.bursar.adminapi.organization;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Null: leave as it is. */
public record UpdateOrganization(
        @Nullable @Size(min = 1, max = 200) String name,
        @Nullable String timeZone,
        @Nullable @PositiveOrZero @Max(31_536_000) Long stalenessLimitSeconds,
        @Nullable @Min(1) @Max(12) Integer fiscalYearStartMonth,
        @Nullable @Min(1) @Max(7) Integer weekStart,
        @Nullable @Min(0) @Max(10_000) Integer topUpFeeBasisPoints,
        @Nullable @Min(0) @Max(10_000) Integer ownCredentialFeeBasisPoints,
        @Nullable String fourEyesAboveUsd) {}
