package dev.bursar.server.usage;

import dev.bursar.server.budget.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A usage event whose every value can be stored.
 *
 * @param objection stable code; empty: nothing is wrong so far
 */
record Reported(
        UUID eventId,
        UUID organizationId,
        long epoch,
        long sequence,
        UUID keyId,
        String model,
        @Nullable UUID providerId,
        Instant startedAt,
        long durationMicros,
        long firstByteMicros,
        String outcome,
        boolean streamed,
        Tokens tokens,
        long costNanos,
        String priceId,
        boolean estimated,
        int upstreamStatus,
        String errorCode,
        List<Ledger.Charge> charges,
        String objection) {

    /** As the provider counted them. */
    record Tokens(long prompt, long completion, long cached, long cacheWrite, long reasoning) {}

    Reported rejected(String code) {
        return new Reported(
                eventId,
                organizationId,
                epoch,
                sequence,
                keyId,
                model,
                providerId,
                startedAt,
                durationMicros,
                firstByteMicros,
                outcome,
                streamed,
                tokens,
                costNanos,
                priceId,
                estimated,
                upstreamStatus,
                errorCode,
                charges,
                code);
    }

    boolean isRejected() {
        return !objection.isEmpty();
    }

    boolean isRefusal() {
        return outcome.equals("refused");
    }

    boolean isFailure() {
        return outcome.equals("provider_failed") || outcome.equals("cut");
    }
}
