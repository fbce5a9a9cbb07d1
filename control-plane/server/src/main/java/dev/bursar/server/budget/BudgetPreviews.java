package dev.bursar.server.budget;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetPreview;
import dev.bursar.adminapi.budget.UpdateBudget;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.period.Pace;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.sql.tables.records.BudgetRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a change would do: it is made by the code that saves it, looked at, and taken back. */
@Component
final class BudgetPreviews {
    private final Tenancy tenancy;
    private final BudgetChanges changes;
    private final JooqBudgets budgets;
    private final HistoryReadModel history;
    private final KeyCounts keys;
    private final Caps caps;
    private final Clock clock;

    BudgetPreviews(
            Tenancy tenancy,
            BudgetChanges changes,
            JooqBudgets budgets,
            HistoryReadModel history,
            KeyCounts keys,
            Caps caps,
            Clock clock) {
        this.tenancy = tenancy;
        this.changes = changes;
        this.budgets = budgets;
        this.history = history;
        this.keys = keys;
        this.caps = caps;
        this.clock = clock;
    }

    /** Ends the transaction without a trace of it. */
    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient BudgetPreview preview;

        TakenBack(BudgetPreview preview) {
            super(null, null, false, false);
            this.preview = preview;
        }
    }

    BudgetPreview of(Caller caller, UUID budgetId, UpdateBudget request) {
        try {
            return tenancy.write(caller.organizationId(), tx -> {
                BudgetPlaces.require(tx, caller, Action.BUDGET_WRITE, budgetId);
                throw new TakenBack(tried(tx, caller.organizationId(), budgetId, request));
            });
        } catch (TakenBack taken) {
            return taken.preview;
        }
    }

    private BudgetPreview tried(DSLContext tx, UUID organization, UUID budgetId, UpdateBudget request) {
        Instant now = clock.instant();
        BudgetRecord row = BudgetChanges.lock(tx, organization, budgetId);
        BudgetView before = view(tx, organization, budgetId, now);
        Budget shownBefore = shown(tx, organization, before, now);
        changes.apply(tx, organization, row, request);
        BudgetView after = view(tx, organization, budgetId, now);
        Budget shownAfter = shown(tx, organization, after, now);
        long count = keys.of(tx, organization, after.scope(), after.scopeId(), now);
        @Nullable Long days = runsOut(tx, organization, after, now);
        long change = after.account().freeNanos() - before.account().freeNanos();
        boolean stops = after.account().hard()
                && after.account().freeNanos() == 0
                && before.account().freeNanos() > 0;
        return new BudgetPreview(
                shownBefore,
                shownAfter,
                Amounts.money(Math.abs(change)),
                change < 0,
                count,
                stops,
                days,
                effects(before, after, shownAfter.cappedBy(), count, stops, days));
    }

    private Budget shown(DSLContext tx, UUID organization, BudgetView view, Instant now) {
        return caps.shown(tx, organization, List.of(view), now).getFirst();
    }

    private BudgetView view(DSLContext tx, UUID organization, UUID budgetId, Instant now) {
        return budgets.find(tx, organization, budgetId, now).orElseThrow(() -> ProblemException.notFound("budget"));
    }

    private @Nullable Long runsOut(DSLContext tx, UUID organization, BudgetView after, Instant now) {
        Instant end = after.window().end();
        if (end == null) {
            return null;
        }
        Optional<Pace> pace =
                history.pace(tx, organization, after.id(), after.window().start(), now);
        return pace.flatMap(it -> it.reaches(after.account().freeNanos(), now, end))
                .map(at -> Duration.between(now, at).toDays())
                .orElse(null);
    }

    private static List<String> effects(
            BudgetView before,
            BudgetView after,
            Budget.@Nullable CappedBy cap,
            long keys,
            boolean stops,
            @Nullable Long days) {
        List<String> effects = new ArrayList<>();
        BudgetSettings was = BudgetSettings.of(before.row());
        BudgetSettings is = BudgetSettings.of(after.row());
        if (was.equals(is)) {
            return effects;
        }
        if (stops) {
            effects.add("Nothing is free then: requests of " + keys(keys) + " are refused from now on.");
        }
        long limitBefore = before.account().limitNanos();
        long limitAfter = after.account().limitNanos();
        if (limitBefore != limitAfter) {
            effects.add("The limit in force goes from " + usd(limitBefore) + " to " + usd(limitAfter)
                    + " USD; free goes from " + usd(before.account().freeNanos()) + " to "
                    + usd(after.account().freeNanos()) + " USD.");
        }
        if (cap != null && limitBefore != limitAfter) {
            effects.add("No more than " + cap.free().usd() + " USD of it can be spent: the budget " + cap.name()
                    + " above has no more free.");
        }
        if (limitAfter < after.account().committedNanos()) {
            effects.add(usd(after.account().committedNanos())
                    + " USD are spent, held or in doubt already: they stay so, above the new limit.");
        }
        if (days != null && limitBefore != limitAfter) {
            effects.add("At the pace of the last seven days it runs out in " + days + (days == 1 ? " day." : " days."));
        }
        if (!was.models().equals(is.models())) {
            effects.add(
                    is.models().isEmpty()
                            ? "It counts every model."
                            : "It counts only " + String.join(", ", is.models()) + ".");
        }
        if (!was.atCap().equals(is.atCap())) {
            effects.add(
                    switch (is.atCap()) {
                        case "downgrade" -> "At the cap, requests are served by " + is.downgradeModel() + ".";
                        case "ask" -> "At the cap, holders are told how to ask for more.";
                        default -> "At the cap, requests are refused.";
                    });
        }
        if (!was.mode().equals(is.mode())) {
            effects.add(
                    is.mode().equals("elastic")
                            ? "Streams hold slice by slice, and are cut where the budget ends."
                            : "A request holds its whole worst case before it starts.");
        }
        if (was.carryOver() != is.carryOver()) {
            effects.add(
                    is.carryOver()
                            ? "What a period leaves unspent is added to the next."
                            : "What a period leaves unspent is gone.");
        }
        if (is.endsOn() != null && !is.endsOn().equals(was.endsOn())) {
            effects.add("The term ends on " + is.endsOn() + ".");
        }
        if (effects.isEmpty()) {
            effects.add("Its name or owner changes; what may be spent does not.");
        }
        return effects;
    }

    private static String keys(long keys) {
        return keys == 1 ? "1 key" : keys + " keys";
    }

    private static String usd(long nanos) {
        return Amounts.money(nanos).usd();
    }
}
