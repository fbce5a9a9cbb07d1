package dev.bursar.gateway.policy;

import dev.bursar.policy.access.ModelPattern;
import java.util.List;

/**
 * @param level {@code organization}, {@code team}, {@code project}, {@code class}, {@code member} or {@code key}
 * @param models what it applies to; empty: every model
 * @param elastic a stream holds slice by slice, and is cut where it cannot go on
 * @param downgradeModel with {@link AtCap#DOWNGRADE}; else empty
 * @param credit prepaid: bears only the fee of calls on the organization's own provider contract
 */
public record Budget(
        String id,
        String name,
        String level,
        boolean hard,
        String owner,
        List<ModelPattern> models,
        boolean elastic,
        AtCap atCap,
        String downgradeModel,
        boolean credit) {
    public Budget {
        models = List.copyOf(models);
    }

    /** Whether calls of this model pass it. */
    public boolean appliesTo(String model) {
        return models.isEmpty() || models.stream().anyMatch(pattern -> pattern.matches(model));
    }

    /** Every call of a key passes it in the same way, whatever its model. */
    public boolean sameForAllModels() {
        return models.isEmpty() && !credit;
    }
}
