package dev.bursar.adminapi.budget;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * @param startsAt null: now
 * @param expiresAt null: with the period; required for an override and for break-glass
 * @param breakGlass past the four-eyes rule, for an emergency; null: false
 */
public record CreateAdjustment(
        @NotNull @Pattern(regexp = "top_up|override") String kind,
        @NotBlank String amountUsd,
        @Nullable OffsetDateTime startsAt,
        @Nullable OffsetDateTime expiresAt,
        @NotBlank @Size(max = 1000) String reason,
        @Nullable Boolean breakGlass) {}
