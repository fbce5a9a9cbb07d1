package dev.bursar.adminapi.organization;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param timeZone an IANA name; UTC if null */
public record CreateOrganization(
        @NotBlank @Size(max = 200) String name,

        @NotBlank @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}")
        String slug,

        @Nullable String timeZone) {}
