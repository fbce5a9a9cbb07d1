package dev.bursar.adminui.budget;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BurnDown;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Times;
import dev.bursar.adminui.component.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What there is to say of a budget, in sentences. */
final class BudgetWords {
    private BudgetWords() {}

    /** In one line under its name: how often, how hard, what caps it. */
    static String about(Budget budget) {
        List<String> words = new ArrayList<>();
        words.add(Words.sentence(Words.each(budget.period())) + (budget.hard() ? "" : ", warns only"));
        if (!budget.models().isEmpty()) {
            words.add("for " + Words.list(budget.models(), 2));
        }
        Budget.CappedBy above = budget.cappedBy();
        if (above != null) {
            words.add("capped by " + above.name() + ": " + Amounts.text(above.free()) + " free there");
        }
        return String.join(" · ", words);
    }

    /** {@code $12.40 of $50.00 spent, runs out on 3 Dec 2026, 4 days early.} */
    static String headline(Budget budget, BurnDown burnDown, Instant now) {
        String spent = Amounts.of(budget.spent(), budget.limit()) + " spent";
        if (budget.state().equals("archived")) {
            return spent + ". It is archived and limits nothing any more.";
        }
        if (budget.free().nanos() == 0) {
            return spent + ", nothing is free: " + atTheCap(budget) + ".";
        }
        return spent + ahead(budget, burnDown, now);
    }

    private static String ahead(Budget budget, BurnDown burnDown, Instant now) {
        if (burnDown.runsOutAt() != null) {
            Instant out = burnDown.runsOutAt().toInstant();
            return ", runs out " + on(out, now) + early(burnDown, out) + " at this pace.";
        }
        if (burnDown.forecastAtEnd() != null && burnDown.periodEnd() != null) {
            return ", about " + Amounts.text(burnDown.forecastAtEnd()) + " by "
                    + Times.day(burnDown.periodEnd().toInstant()) + " at this pace: it lasts.";
        }
        return ", " + Amounts.text(budget.free()) + " free.";
    }

    private static String on(Instant out, Instant now) {
        Duration left = Duration.between(now, out);
        return left.toHours() < 24 ? Times.relative(out, now) : "on " + Times.day(out);
    }

    private static String early(BurnDown burnDown, Instant out) {
        if (burnDown.periodEnd() == null) {
            return "";
        }
        long days = Duration.between(out, burnDown.periodEnd().toInstant()).toDays();
        return days < 1 ? "" : ", " + Words.plural(days, "day", "days") + " early,";
    }

    /** What happens to a request that no longer fits. */
    static String atTheCap(Budget budget) {
        if (!budget.hard()) {
            return "it warns, nothing is refused";
        }
        return switch (budget.atCap()) {
            case "downgrade" -> "requests go to " + budget.downgradeModel() + ", or are refused";
            case "ask" -> "requests are refused with the way to ask for more";
            default -> "requests are refused";
        };
    }
}
