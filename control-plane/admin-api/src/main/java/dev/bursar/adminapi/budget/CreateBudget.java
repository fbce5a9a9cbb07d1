package dev.bursar.adminapi.budget;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param scopeId the unit's, member's or key's id; null for the organization
 * @param startsOn first day, with {@code endsOn}: of a term, and only of one
 * @param models patterns that it applies to; null or empty: every model
 * @param hard null: true
 * @param mode null: strict
 * @param atCap null: refuse
 * @param downgradeModel with {@code atCap = downgrade}, and only then
 * @param carryOver null: false
 * @param ownerMemberId who answers for it; null: nobody in particular
 */
public record CreateBudget(
        @NotBlank @Size(max = 200) String name,

        @NotNull @Pattern(regexp = "organization|team|project|class|member|key")
        String scope,

        @Nullable UUID scopeId,

        @NotNull @Pattern(regexp = "day|week|month|quarter|year|term|lifetime")
        String period,

        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @NotBlank String limitUsd,
        @Nullable Boolean hard,
        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 200) String> models,
        @Nullable @Pattern(regexp = "strict|elastic") String mode,
        @Nullable @Pattern(regexp = "refuse|downgrade|ask") String atCap,
        @Nullable @Size(max = 200) String downgradeModel,
        @Nullable Boolean carryOver,
        @Nullable UUID ownerMemberId) {
    /** What most budgets are: a limit for a scope and a period, for every model. */
    public static CreateBudget of(String name, String scope, @Nullable UUID scopeId, String period, String limitUsd) {
        return new CreateBudget(
                name, scope, scopeId, period, null, null, limitUsd, null, null, null, null, null, null, null);
    }
}
