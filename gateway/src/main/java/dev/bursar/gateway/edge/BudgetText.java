package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.BudgetStanding;
import dev.bursar.gateway.admission.BudgetView;
import dev.bursar.gateway.json.JsonText;
import java.time.Instant;
import java.util.Locale;

/** How a budget stands, in JSON: one object, the same before anything is refused and when it is. Amounts in USD. */
final class BudgetText {
    private final String howToAsk;

    /** @param howToAsk what a refused caller should do */
    BudgetText(String howToAsk) {
        this.howToAsk = howToAsk;
    }

    /** @param neededNanos what the refused request would have held */
    String refusal(BudgetStanding budget, long neededNanos) {
        JsonText json = new JsonText().open('{');
        members(json, budget);
        json.name("needed").raw(Usd.text(neededNanos));
        return json.close('}').toString();
    }

    void write(JsonText json, BudgetStanding budget) {
        members(json.open('{'), budget);
        json.close('}');
    }

    private void members(JsonText json, BudgetStanding budget) {
        BudgetView view = budget.view();
        json.name("level").string(view.level());
        json.name("budget").string(view.name());
        json.name("limit").raw(Usd.text(view.limitNanos()));
        json.name("spent").raw(Usd.text(budget.spentNanos()));
        json.name("held").raw(Usd.text(budget.heldNanos()));
        json.name("in_doubt").raw(Usd.text(view.inDoubtNanos()));
        json.name("remaining").raw(Usd.text(budget.remainingNanos()));
        json.name("resets_at");
        instant(json, view.resetsAtMillis());
        json.name("owner").string(view.owner());
        json.name("how_to_ask").string(howToAsk);
        json.name("ask_url");
        if (budget.askUrl().isEmpty()) {
            json.raw("null");
        } else {
            json.string(budget.askUrl());
        }
        json.name("budget_id").string(view.budgetId());
        json.name("hard").raw(Boolean.toString(view.hard()));
        json.name("at_cap").string(budget.atCap().name().toLowerCase(Locale.ROOT));
        json.name("models").open('[');
        budget.models().forEach(json::string);
        json.close(']');
        json.name("exhausted").raw(Boolean.toString(budget.exhausted()));
    }

    static void instant(JsonText json, long millis) {
        if (millis == 0) {
            json.raw("null");
        } else {
            json.string(Instant.ofEpochMilli(millis).toString());
        }
    }
}
