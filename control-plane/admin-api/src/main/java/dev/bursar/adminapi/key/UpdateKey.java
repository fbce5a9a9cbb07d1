package dev.bursar.adminapi.key;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Null: leave as it is. The cap is changed at the key's budget.
 *
 * @param neverExpires true: it works until it is revoked; excludes {@code expiresAt}
 * @param unitId what it is charged to from now on
 * @param noUnit true: it is charged to no team, project or class any more; excludes {@code unitId}
 */
public record UpdateKey(
        @Nullable @Size(min = 1, max = 200) String name,
        @Nullable @Pattern(regexp = "active|disabled") String state,
        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 200) String> models,
        @Nullable OffsetDateTime expiresAt,
        @Nullable Boolean neverExpires,
        @Nullable UUID unitId,
        @Nullable Boolean noUnit) {
    /** Only what may be done with it: {@code active} or {@code disabled}. */
    public static UpdateKey state(String state) {
        return new UpdateKey(null, state, null, null, null, null, null);
    }

    /** Only the name. */
    public static UpdateKey name(String name) {
        return new UpdateKey(name, null, null, null, null, null, null);
    }
}
