package dev.bursar.adminapi.machine;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Null: leave as it is. Issuer and whom it stands for can't be changed: make another one.
 *
 * @param audience frees the one before, unless another trust needs it
 */
public record UpdateWorkloadTrust(
        @Nullable @Size(min = 1, max = 200) String name,
        @Nullable @Size(min = 1, max = 1000) String subjectPattern,
        @Nullable @Size(min = 1, max = 1000) String audience,
        @Nullable @Pattern(regexp = "active|disabled") String state) {
    /** Only whether it works: {@code active} or {@code disabled}. */
    public static UpdateWorkloadTrust state(String state) {
        return new UpdateWorkloadTrust(null, null, null, state);
    }
}
