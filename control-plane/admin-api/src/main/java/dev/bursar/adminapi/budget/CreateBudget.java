package dev.bursar.adminapi.budget;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param scopeId the key's or member's id; null for the organization
 * @param hard null: true
 */
public record CreateBudget(
        @NotBlank @Size(max = 200) String name,

        @NotNull @Pattern(regexp = "organization|member|key")
        String scope,

        @Nullable UUID scopeId,

        @NotNull @Pattern(regexp = "day|week|month|quarter|year|lifetime")
        String period,

        @NotBlank String limitUsd,
        @Nullable Boolean hard) {}
