package dev.bursar.gateway.admission;

import dev.bursar.policy.money.Price;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * How an elastic hold grows: up to the worst case, a slice of output at a time. Some output is always held beyond what
 * the stream needs, because a provider that is told to stop goes on for a moment: that reserve is the stated bound of
 * what it can bill between the cut and its stop.
 */
record Growth(Bound full, Price price, AdmissionProperties properties, Clock clock, Executor loop) {
    /** What the hold covers at first: the input, a slice of output and the reserve, of each choice. */
    Bound first() {
        return upTo((long) properties.elasticSliceTokens() + properties.cutReserveTokens());
    }

    long reserveTokens() {
        return (long) properties.cutReserveTokens() * full.choices();
    }

    long aheadTokens() {
        return (long) properties.elasticSliceTokens() * full.choices() / 2;
    }

    long aheadMillis() {
        return properties.prefetch().toMillis();
    }

    /** The worst case with so many output tokens of all choices. */
    long costNanos(long outputTokens) {
        return upTo(perChoice(outputTokens)).worstCaseNanos(price);
    }

    void extend(Hold hold, BudgetPath path, long outputTokens, Consumer<Boolean> then) {
        long now = clock.millis();
        Bound wanted = hold.endsSoon(now) ? full : upTo(perChoice(outputTokens) + properties.elasticSliceTokens());
        if (wanted.output() <= hold.covered().output()) {
            then.accept(true);
            return;
        }
        if (!path.queue.busy() && hold.enlargeTo(wanted.worstCaseNanos(price), wanted, now)) {
            then.accept(true);
            return;
        }
        path.queue.join(new Extension(this, hold, path, wanted, now, then));
    }

    Bound upTo(long outputTokens) {
        return outputTokens >= full.output() ? full : full.clampedTo(outputTokens);
    }

    private long perChoice(long outputTokens) {
        return (outputTokens + full.choices() - 1) / full.choices();
    }
}
