package dev.bursar.policy.money;

import java.util.Comparator;
import java.util.List;

/**
 * What a model costs from one date on.
 *
 * @param id names this version of the price in usage events and leases
 * @param steps long-context steps, ascending; the whole request is priced at the highest step that it reaches
 */
public record Price(String id, Rates rates, Fees fees, List<Step> steps) {
    /** Rates that apply to the whole request when it has more than {@code aboveInputTokens} input tokens. */
    public record Step(long aboveInputTokens, Rates rates) {}

    public Price {
        steps = steps.stream()
                .sorted(Comparator.comparingLong(Step::aboveInputTokens))
                .toList();
    }

    public static Price of(String id, Rates rates) {
        return new Price(id, rates, Fees.NONE, List.of());
    }

    Rates ratesFor(long inputTokens) {
        Rates applicable = rates;
        for (Step step : steps) {
            if (inputTokens > step.aboveInputTokens()) {
                applicable = step.rates();
            }
        }
        return applicable;
    }

    /** No cost can arise at this price. */
    public boolean free() {
        return fees.free()
                && rates.free()
                && steps.stream().allMatch(step -> step.rates().free());
    }
}
