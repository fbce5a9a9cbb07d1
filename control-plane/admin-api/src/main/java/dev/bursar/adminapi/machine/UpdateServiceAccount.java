package dev.bursar.adminapi.machine;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Null: leave as it is. */
public record UpdateServiceAccount(
        @Nullable @Size(min = 1, max = 200) String name,
        @Nullable @Size(max = 1000) String description,
        @Nullable @Pattern(regexp = "active|disabled") String state) {
    /** Only whether it works: {@code active} or {@code disabled}. */
    public static UpdateServiceAccount state(String state) {
        return new UpdateServiceAccount(null, null, state);
    }
}
