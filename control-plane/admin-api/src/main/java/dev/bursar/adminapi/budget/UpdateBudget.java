package dev.bursar.adminapi.budget;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Null: leave as it is. Scope, period and hardness never change: a budget that should be another one is archived and
 * made anew.
 *
 * @param endsOn of a term; not before today
 * @param downgradeModel with {@code atCap = downgrade}, and only then
 * @param withoutOwner true: nobody owns it any more; not together with {@code ownerMemberId}
 */
public record UpdateBudget(
        @Nullable @Size(min = 1, max = 200) String name,
        @Nullable String limitUsd,
        @Nullable LocalDate endsOn,
        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 200) String> models,
        @Nullable @Pattern(regexp = "strict|elastic") String mode,
        @Nullable @Pattern(regexp = "refuse|downgrade|ask") String atCap,
        @Nullable @Size(max = 200) String downgradeModel,
        @Nullable Boolean carryOver,
        @Nullable UUID ownerMemberId,
        @Nullable Boolean withoutOwner) {
    /** Only the limit. */
    public static UpdateBudget limit(String limitUsd) {
        return new UpdateBudget(null, limitUsd, null, null, null, null, null, null, null, null);
    }
}
