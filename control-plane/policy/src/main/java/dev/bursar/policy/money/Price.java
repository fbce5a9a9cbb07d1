package dev.bursar.policy.money;

import java.util.Comparator;
import java.util.List;

/**
 * What a model costs from one date on.
 *
 * @param id names this version of the price in usage events and leases
 * @param perRequestNanos added to each request, nano-USD
 * @param steps long-context steps, ascending; the whole request is priced at the highest step that it reaches
 */
public record Price(String id, Rates rates, long perRequestNanos, List<Step> steps) {
    /** Rates that apply to the whole request when it has more than {@code aboveInputTokens} input tokens. */
    public record Step(long aboveInputTokens, Rates rates) {}

    public Price {
        if (perRequestNanos < 0 || perRequestNanos > Nanos.MAX / 1_000_000) {
            throw new MoneyException("rate_out_of_range", "A fee per request is 0 to 1000 USD.");
        }
        steps = steps.stream()
                .sorted(Comparator.comparingLong(Step::aboveInputTokens))
                .toList();
    }

    public static Price of(String id, Rates rates) {
        return new Price(id, rates, 0, List.of());
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
        return perRequestNanos == 0 && isFree(rates) && steps.stream().allMatch(step -> isFree(step.rates()));
    }

    private static boolean isFree(Rates rates) {
        return rates.dearestInput() == 0 && rates.outputPerMillion() == 0;
    }
}
