package dev.bursar.adminapi.budget;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * @param proof {@code provider_record}: the provider says what was spent; {@code write_off}: a person decides
 * @param spentUsd of it; 0 to the amount in doubt. The rest is free again
 */
public record ResolveDoubt(
        @NotNull @Pattern(regexp = "provider_record|write_off")
        String proof,

        @NotBlank String spentUsd,
        @NotBlank @Size(max = 1000) String reason) {}
