package dev.bursar.server.usage;

import dev.bursar.policy.budget.Charge;
import dev.bursar.policy.budget.UsageReport;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A usage event whose every value can be stored.
 *
 * @param objection stable code; empty: nothing is wrong so far. With one, no money moves
 * @param remark stable code of what is wrong though the money is right: it is booked, since it was spent
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
        List<Charge> charges,
        String objection,
        String remark) {
    /** What makes the money itself doubtful. */
    private static final Set<String> OF_MONEY = Set.of(
            "epoch_invalid",
            "epoch_unknown",
            "time_invalid",
            "amount_out_of_range",
            "charges_too_many",
            "charge_invalid",
            "charge_repeated",
            "not_storable");

    /** As the provider counted them. */
    record Tokens(long prompt, long completion, long cached, long cacheWrite, long reasoning) {}

    Reported rejected(String code) {
        return with(code, "");
    }

    /** An event with a lease whose money is right was spent, whatever else is wrong with it. */
    Reported bookedAnyway() {
        boolean leased = charges.stream().anyMatch(charge -> charge.leaseId() != null);
        return isRejected() && leased && !OF_MONEY.contains(objection) ? with("", objection) : this;
    }

    UsageReport toReport() {
        return new UsageReport(eventId, epoch, charges, objection);
    }

    private Reported with(String newObjection, String newRemark) {
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
                newObjection,
                newRemark);
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
