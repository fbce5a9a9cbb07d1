package dev.bursar.gateway.controlplane;

import dev.bursar.gateway.metering.Charge;
import dev.bursar.gateway.metering.UsageRecord;
import dev.bursar.nodeapi.v1.Outcome;
import dev.bursar.nodeapi.v1.UsageEvent;
import java.util.List;

/** Between the node's records and the wire's events. */
final class UsageEvents {
    private UsageEvents() {}

    static UsageEvent event(UsageRecord record, long epoch, long sequence) {
        UsageEvent.Builder event = UsageEvent.newBuilder()
                .setEventId(record.eventId())
                .setEpoch(epoch)
                .setSequence(sequence)
                .setOrganizationId(record.organizationId())
                .setKeyId(record.keyId())
                .setModel(record.model())
                .setProviderId(record.providerId())
                .setStartedAtMillis(record.startedAtMillis())
                .setDurationMicros(record.durationMicros())
                .setFirstByteMicros(record.firstByteMicros())
                .setOutcome(outcome(record.outcome()))
                .setStreamed(record.streamed())
                .setPromptTokens(record.tokens().prompt())
                .setCompletionTokens(record.tokens().completion())
                .setCachedTokens(record.tokens().cached())
                .setCacheWriteTokens(record.tokens().cacheWrite())
                .setReasoningTokens(record.tokens().reasoning())
                .setCostNanos(record.costNanos())
                .setPriceId(record.priceId())
                .setEstimated(record.estimated())
                .setUpstreamStatus(record.upstreamStatus())
                .setErrorCode(record.errorCode());
        for (Charge charge : record.charges()) {
            event.addCharges(dev.bursar.nodeapi.v1.Charge.newBuilder()
                    .setBudgetId(charge.budgetId())
                    .setLeaseId(charge.leaseId())
                    .setSettledNanos(charge.settledNanos())
                    .setInDoubtNanos(charge.inDoubtNanos()));
        }
        return event.build();
    }

    static List<Charge> charges(UsageEvent event) {
        return event.getChargesList().stream()
                .map(charge -> new Charge(
                        charge.getBudgetId(), charge.getLeaseId(), charge.getSettledNanos(), charge.getInDoubtNanos()))
                .toList();
    }

    private static Outcome outcome(dev.bursar.gateway.metering.Outcome outcome) {
        return switch (outcome) {
            case COMPLETED -> Outcome.OUTCOME_COMPLETED;
            case CLIENT_GONE -> Outcome.OUTCOME_CLIENT_GONE;
            case PROVIDER_FAILED -> Outcome.OUTCOME_PROVIDER_FAILED;
            case REFUSED -> Outcome.OUTCOME_REFUSED;
            case CUT -> Outcome.OUTCOME_CUT;
            case BUDGET_CUT -> Outcome.OUTCOME_BUDGET_CUT;
        };
    }
}
