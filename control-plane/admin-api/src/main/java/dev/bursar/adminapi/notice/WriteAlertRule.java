package dev.bursar.adminapi.notice;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param percent for a threshold, and only for one
 * @param tellOwner by e-mail, see {@link AlertRule}; null: as it was, of a new rule false
 */
public record WriteAlertRule(
        @NotBlank @Size(max = 200) String name,

        @NotNull @Pattern(regexp = "threshold|forecast|anomaly")
        String kind,

        @Nullable @Min(1) @Max(1000) Integer percent,
        @Nullable UUID budgetId,
        @NotNull @Size(max = 20) List<@NotNull UUID> channelIds,
        @Nullable Boolean tellOwner) {}
