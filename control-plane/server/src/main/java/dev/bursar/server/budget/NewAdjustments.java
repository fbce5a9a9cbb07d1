package dev.bursar.server.budget;

import dev.bursar.adminapi.budget.CreateAdjustment;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads which adjustment somebody wants; refuses what contradicts itself or needs a second person. */
@Component
final class NewAdjustments {
    /** An emergency is over by then, or somebody else has looked. */
    private static final Duration LONGEST_BREAK_GLASS = Duration.ofHours(24);

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final JooqBudgets budgets;
    private final FourEyes fourEyes;
    private final Clock clock;

    NewAdjustments(JooqBudgets budgets, FourEyes fourEyes, Clock clock) {
        this.budgets = budgets;
        this.fourEyes = fourEyes;
        this.clock = clock;
    }

    BudgetAdjustments.Wanted read(DSLContext tx, Caller caller, UUID budgetId, CreateAdjustment request) {
        Instant now = clock.instant();
        BudgetView budget = budgets.find(tx, caller.organizationId(), budgetId, now)
                .orElseThrow(() -> ProblemException.notFound("budget"));
        long amount = Amounts.parse("amountUsd", request.amountUsd());
        boolean topUp = request.kind().equals("top_up");
        if (topUp && amount == 0) {
            throw ProblemException.field("amountUsd", "amount_is_zero", "A top-up adds more than nothing.");
        }
        boolean breakGlass = Boolean.TRUE.equals(request.breakGlass());
        Instant start = start(request.startsAt(), now);
        Instant end = end(request.expiresAt(), start, breakGlass || !topUp);
        if (breakGlass && end != null && end.isAfter(start.plus(LONGEST_BREAK_GLASS))) {
            throw ProblemException.field("expiresAt", "break_glass_too_long", "An emergency ends within 24 hours.");
        }
        if (!breakGlass) {
            long raise = topUp ? amount : amount - budget.row().getLimitNanos();
            fourEyes.requireOnePersonMay(tx, caller, budgetId, raise);
        }
        return new BudgetAdjustments.Wanted(
                budgetId, request.kind(), amount, start, end, request.reason().strip(), breakGlass, null);
    }

    private static Instant start(@Nullable OffsetDateTime wanted, Instant now) {
        if (wanted == null) {
            return now;
        }
        Instant start = wanted.toInstant();
        if (start.isBefore(now) || start.isAfter(LATEST)) {
            throw ProblemException.field("startsAt", "start_in_the_past", "It starts now or later.");
        }
        return start;
    }

    private static @Nullable Instant end(@Nullable OffsetDateTime wanted, Instant start, boolean needed) {
        if (wanted == null) {
            if (needed) {
                throw ProblemException.field(
                        "expiresAt", "not_null", "An override and an emergency raise say when they end.");
            }
            return null;
        }
        Instant end = wanted.toInstant();
        if (!end.isAfter(start) || end.isAfter(LATEST)) {
            throw ProblemException.field("expiresAt", "end_before_start", "It ends after it starts.");
        }
        return end;
    }
}
