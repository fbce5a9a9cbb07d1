package dev.bursar.gateway.admission;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param waitAtCap how long a request waits for money that others hold, before it is refused
 * @param maxWaiting requests that may wait for the same budgets at once; more are refused
 * @param leaseIdle money that was not used for this long is returned
 * @param leaseMargin money is returned this long before its lease expires; near the cap also when idle this long
 * @param leastOutputTokens a request is not clamped below this
 * @param elasticSliceTokens output that an elastic stream takes at a time, of each choice
 * @param cutReserveTokens what a provider that is told to stop may still produce and bill, of each choice
 * @param prefetch how long before the end of a period leases of the next one are asked for; 0: never
 * @param howToAsk what a refused caller should do, shown in the refusal
 */
public record AdmissionProperties(
        @DefaultValue("2s") Duration waitAtCap,
        @DefaultValue("10000") int maxWaiting,
        @DefaultValue("30s") Duration leaseIdle,
        @DefaultValue("2s") Duration leaseMargin,
        @DefaultValue("16") int leastOutputTokens,

        @DefaultValue("2048") int elasticSliceTokens,
        @DefaultValue("512") int cutReserveTokens,
        @DefaultValue("30s") Duration prefetch,

        @DefaultValue("Ask with POST /v1/key/requests, or ask the budget's owner to raise the limit.")
        String howToAsk) {
    public AdmissionProperties {
        requireAtLeast(0, "wait-at-cap", waitAtCap.toMillis());
        requireAtLeast(1, "max-waiting", maxWaiting);
        requireAtLeast(0, "lease-idle", leaseIdle.toMillis());
        requireAtLeast(0, "lease-margin", leaseMargin.toMillis());
        requireAtLeast(1, "least-output-tokens", leastOutputTokens);
        requireAtLeast(1, "elastic-slice-tokens", elasticSliceTokens);
        requireAtLeast(0, "cut-reserve-tokens", cutReserveTokens);
        requireAtLeast(0, "prefetch", prefetch.toMillis());
    }

    private static void requireAtLeast(long least, String name, long value) {
        if (value < least) {
            throw new IllegalArgumentException("bursar.gateway.admission." + name + " is " + least + " or more");
        }
    }
}
