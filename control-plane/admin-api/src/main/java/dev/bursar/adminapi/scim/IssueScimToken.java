package dev.bursar.adminapi.scim;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** @param expiresAt null: never */
public record IssueScimToken(
        @NotBlank @Size(max = 200) String name, @Nullable OffsetDateTime expiresAt) {}
