package dev.bursar.policy.money;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Prices, bounds and usages at random; the edges more often than chance has them. */
final class RandomMoney {
    private RandomMoney() {}

    static Price price(Random random) {
        List<Price.Step> steps = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            steps.add(new Price.Step(upTo(random, 400_000), rates(random)));
        }
        return new Price("p", rates(random), fees(random), steps);
    }

    static UsageBound bound(Random random) {
        long input = tokens(random);
        return new UsageBound(
                input,
                upTo(random, input),
                tokens(random),
                random.nextBoolean(),
                upTo(random, Usage.MAX_COUNT),
                upTo(random, 20),
                upTo(random, 20));
    }

    /** Within the bound, and at its edge in about a third of all counts. */
    static Usage within(UsageBound bound, Random random) {
        long prompt = upTo(random, bound.inputTokens());
        long cached = upTo(random, prompt);
        long completion = upTo(random, bound.outputTokens());
        Tokens tokens = new Tokens(
                prompt,
                completion,
                cached,
                upTo(random, prompt - cached),
                upTo(random, completion),
                upTo(random, Math.min(prompt, bound.audioInputTokens())),
                bound.audioOutput() ? upTo(random, completion) : 0);
        return new Usage(
                tokens,
                upTo(random, bound.inputImages()),
                upTo(random, bound.outputImages()),
                upTo(random, bound.toolCalls()));
    }

    static long upTo(Random random, long most) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1, 2 -> most;
            default -> random.nextLong(most + 1);
        };
    }

    private static long tokens(Random random) {
        return random.nextInt(20) == 0 ? upTo(random, Tokens.MAX) : upTo(random, 1L << random.nextInt(1, 21));
    }

    private static Rates rates(Random random) {
        long most = random.nextInt(10) == 0 ? Rates.MAX_PER_MILLION : 80 * Nanos.PER_USD;
        return new Rates(
                upTo(random, most),
                upTo(random, most),
                upTo(random, most),
                upTo(random, most),
                upTo(random, most),
                upTo(random, most));
    }

    private static Fees fees(Random random) {
        long most = random.nextInt(10) == 0 ? Fees.MAX : Nanos.PER_USD;
        return new Fees(upTo(random, most), upTo(random, most), upTo(random, most), upTo(random, most));
    }
}
