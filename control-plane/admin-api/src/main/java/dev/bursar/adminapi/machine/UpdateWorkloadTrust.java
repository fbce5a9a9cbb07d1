package dev.bursar.adminapi.machine;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Null: leave as it is. What else a trust says can't be changed: make another one. */
public record UpdateWorkloadTrust(
        @Nullable @Size(min = 1, max = 200) String name,
        @Nullable @Size(min = 1, max = 1000) String subjectPattern,
        @Nullable @Pattern(regexp = "active|disabled") String state) {
    /** Only whether it works: {@code active} or {@code disabled}. */
    public static UpdateWorkloadTrust state(String state) {
        return new UpdateWorkloadTrust(null, null, state);
    }
}
