package dev.bursar.gateway.admission;

import java.util.Optional;

/**
 * Why a request may not go on, in terms that a client can act on.
 *
 * @param code stable
 * @param heldNanos open holds of this node on the budget
 */
public record Refusal(Kind kind, String code, String message, Optional<BudgetView> budget, long heldNanos) {
    /** What it is about; decides status and type in the caller's dialect. */
    public enum Kind {
        /** Money: never with Retry-After. */
        BUDGET,
        POLICY,
        MODEL_UNKNOWN,
        /** This node cannot say; another, or this one later, may. */
        UNAVAILABLE
    }

    static Refusal of(Kind kind, String code, String message) {
        return new Refusal(kind, code, message, Optional.empty(), 0);
    }

    static Refusal exhausted(BudgetView budget, long heldNanos) {
        String who = budget.name().isEmpty() ? budget.level() : budget.level() + " \"" + budget.name() + "\"";
        return new Refusal(
                Kind.BUDGET,
                "budget_exhausted",
                "The budget of the " + who + " does not cover this request.",
                Optional.of(budget),
                heldNanos);
    }
}
