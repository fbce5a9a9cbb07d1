package dev.bursar.adminapi.key;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Null: leave as it is. The cap is changed at the key's budget. @param unitId what it is charged to from now on */
public record UpdateKey(
        @Nullable @Size(min = 1, max = 200) String name,
        @Nullable @Pattern(regexp = "active|disabled") String state,
        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 200) String> models,
        @Nullable OffsetDateTime expiresAt,
        @Nullable UUID unitId) {}
