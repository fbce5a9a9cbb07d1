package dev.bursar.adminapi.machine;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** @param expiresAt null: never */
public record IssueManagementKey(
        @NotBlank @Size(max = 200) String name, @Nullable OffsetDateTime expiresAt) {}
