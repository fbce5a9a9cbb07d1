package dev.bursar.server.usage;

import dev.bursar.nodeapi.v1.UsageEvent;
import dev.bursar.policy.budget.Charge;
import dev.bursar.policy.money.Nanos;
import dev.bursar.policy.money.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Reads an event as a node wrote it. Whatever stands in it, the result can be stored: what is out of range is brought
 * into range, and the event gets an objection.
 */
final class Reading {
    private static final UUID NOBODY = new UUID(0, 0);
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Duration CLOCK_AHEAD = Duration.ofDays(2);
    /** One million USD: no request costs more, and thousands of them still add up in a bigint. */
    private static final long MOST_NANOS = 1_000_000L * Nanos.PER_USD;

    private static final long LONGEST_MICROS = Duration.ofDays(7).toNanos() / 1000;
    private static final int MOST_CHARGES = 64;
    private static final int LONGEST_TEXT = 200;
    private static final Pattern VISIBLE = Pattern.compile("[!-~]*");

    private final UsageEvent event;
    private final Instant now;
    private String objection = "";

    private Reading(UsageEvent event, Instant now) {
        this.event = event;
        this.now = now;
    }

    static Reported read(UUID eventId, UUID organizationId, UsageEvent event, Instant now) {
        return new Reading(event, now).read(eventId, organizationId);
    }

    static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Reported read(UUID eventId, UUID organizationId) {
        Instant startedAt = startedAt();
        List<Charge> charges = charges(startedAt);
        return new Reported(
                eventId,
                organizationId,
                count(event.getEpoch(), Long.MAX_VALUE, "epoch_invalid"),
                count(event.getSequence(), Long.MAX_VALUE, "sequence_invalid"),
                uuid(event.getKeyId()).orElseGet(() -> object("key_invalid", NOBODY)),
                text(event.getModel(), "model_invalid"),
                event.getProviderId().isEmpty()
                        ? null
                        : uuid(event.getProviderId()).orElseGet(() -> object("provider_invalid", NOBODY)),
                startedAt,
                count(event.getDurationMicros(), LONGEST_MICROS, "duration_invalid"),
                count(event.getFirstByteMicros(), LONGEST_MICROS, "duration_invalid"),
                outcome(),
                event.getStreamed(),
                new Reported.Tokens(
                        count(event.getPromptTokens(), Tokens.MAX, "tokens_invalid"),
                        count(event.getCompletionTokens(), Tokens.MAX, "tokens_invalid"),
                        count(event.getCachedTokens(), Tokens.MAX, "tokens_invalid"),
                        count(event.getCacheWriteTokens(), Tokens.MAX, "tokens_invalid"),
                        count(event.getReasoningTokens(), Tokens.MAX, "tokens_invalid")),
                amount(event.getCostNanos()),
                text(event.getPriceId(), "price_invalid"),
                event.getEstimated(),
                event.getUpstreamStatus(),
                text(event.getErrorCode(), "error_code_invalid"),
                charges,
                objection,
                "");
    }

    private Instant startedAt() {
        Instant at = Instant.ofEpochMilli(event.getStartedAtMillis());
        if (at.isBefore(EARLIEST) || at.isAfter(now.plus(CLOCK_AHEAD))) {
            return object("time_invalid", now);
        }
        return at;
    }

    private List<Charge> charges(Instant startedAt) {
        if (event.getChargesCount() > MOST_CHARGES) {
            return object("charges_too_many", List.of());
        }
        Instant at = startedAt.isAfter(now) ? now : startedAt;
        List<Charge> charges = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (dev.bursar.nodeapi.v1.Charge charge : event.getChargesList()) {
            Optional<UUID> budget = uuid(charge.getBudgetId());
            Optional<UUID> lease = uuid(charge.getLeaseId());
            if (budget.isEmpty() || lease.isEmpty() && !charge.getLeaseId().isEmpty()) {
                return object("charge_invalid", List.of());
            }
            if (!seen.add(budget.get())) {
                return object("charge_repeated", List.of());
            }
            charges.add(new Charge(
                    budget.get(),
                    lease.orElse(null),
                    amount(charge.getSettledNanos()),
                    amount(charge.getInDoubtNanos()),
                    at));
        }
        return charges;
    }

    private String outcome() {
        return switch (event.getOutcome()) {
            case OUTCOME_COMPLETED -> "completed";
            case OUTCOME_CLIENT_GONE -> "client_gone";
            case OUTCOME_PROVIDER_FAILED -> "provider_failed";
            case OUTCOME_REFUSED -> "refused";
            case OUTCOME_CUT -> "cut";
            case OUTCOME_BUDGET_CUT -> "budget_cut";
            case OUTCOME_UNSPECIFIED, UNRECOGNIZED -> object("outcome_unknown", "completed");
        };
    }

    private long count(long value, long most, String code) {
        return value < 0 || value > most ? object(code, 0L) : value;
    }

    private long amount(long nanos) {
        return nanos < 0 || nanos > MOST_NANOS ? object("amount_out_of_range", 0L) : nanos;
    }

    private String text(String value, String code) {
        if (value.length() > LONGEST_TEXT || !VISIBLE.matcher(value).matches()) {
            return object(code, "");
        }
        return value;
    }

    private <T> T object(String code, T instead) {
        if (objection.isEmpty()) {
            objection = code;
        }
        return instead;
    }
}
