package dev.bursar.gateway.admission;

import dev.bursar.gateway.policy.AtCap;
import dev.bursar.gateway.policy.Model;
import java.util.Optional;

/**
 * Why a request may not go on, in terms that a client can act on.
 *
 * @param code stable
 * @param budget which one, and how it stands, where it is about money
 * @param neededNanos what the request would have held of it; 0 where it is not about money
 */
public record Refusal(Kind kind, String code, String message, Optional<BudgetStanding> budget, long neededNanos) {
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

    static Refusal exhausted(BudgetStanding budget, long neededNanos) {
        String ask = budget.atCap() == AtCap.ASK ? " Ask for more with POST /v1/key/requests." : "";
        return new Refusal(
                Kind.BUDGET,
                "budget_exhausted",
                "The budget of the " + who(budget.view().level(), budget.view().name())
                        + " does not cover this request." + ask,
                Optional.of(budget),
                neededNanos);
    }

    static Refusal unpriced(Model model, String level, String budget) {
        return of(
                Kind.POLICY,
                "model_unpriced",
                ("The model \"" + model.name() + "\" has no price, and the hard budget of the " + who(level, budget)
                                + " cannot cover what has none. " + model.unpricedBecause())
                        .strip());
    }

    static Refusal unverifiable() {
        return of(
                Kind.UNAVAILABLE,
                "budget_unverifiable",
                "The budget cannot be checked right now, and money fails closed. Try again shortly.");
    }

    static Refusal incomplete() {
        return of(Kind.UNAVAILABLE, "policy_incomplete", "This node does not have all of this key's policy yet.");
    }

    private static String who(String level, String name) {
        return name.isEmpty() ? level : level + " \"" + name + "\"";
    }
}
