package dev.bursar.adminapi.key;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param models patterns such as {@code openai/*}; null or empty: every model of the organization
 * @param capUsd hard cap as a decimal in USD; null: none of its own
 * @param capPeriod {@code day}, {@code week}, {@code month}, {@code quarter}, {@code year} or {@code lifetime}; null: lifetime
 * @param expiresAt null: never
 * @param environment {@code live} or {@code test}; null: live
 * @param ownerMemberId whose key it is; null: the caller's
 * @param unitId the team, project or class that it is charged to; null: none
 */
public record IssueKey(
        @NotBlank @Size(max = 200) String name,
        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 200) String> models,
        @Nullable String capUsd,

        @Nullable @Pattern(regexp = "day|week|month|quarter|year|lifetime")
        String capPeriod,

        @Nullable OffsetDateTime expiresAt,
        @Nullable @Pattern(regexp = "live|test") String environment,
        @Nullable UUID ownerMemberId,
        @Nullable UUID unitId) {}
