package dev.bursar.adminui.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.fleet.Fleet;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.usage.UsageRequest;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.GatewayState;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Refusals;
import dev.bursar.adminui.component.RowList;
import dev.bursar.adminui.component.TimeText;
import java.time.Clock;

/** The short lists of the overview. */
final class OverviewRows {
    private final String slug;
    private final Clock clock;

    /** A gateway beside the newest revision, which it should have. */
    record Serving(Fleet.Gateway gateway, long headRevision) {}

    OverviewRows(String slug, Clock clock) {
        this.slug = slug;
        this.clock = clock;
    }

    RowList<Budget> budgets() {
        return new RowList<>(
                this::budget, "No budget has been set. A budget caps what an organization or a key may spend.");
    }

    /** For a reader who sees no budgets: the own keys and what they have left. */
    RowList<Key> keys() {
        return new RowList<>(this::key, "You have no key yet.");
    }

    RowList<UsageRequest> refusals() {
        return new RowList<>(this::refusal, "Nothing was refused.");
    }

    RowList<Serving> gateways() {
        return new RowList<>(this::gateway, "No gateway has connected yet.");
    }

    private Component budget(Budget budget) {
        return link(
                Paths.budget(slug, budget.id()),
                line(budget.name(), MoneyText.of(budget.spent(), budget.limit())),
                new BudgetBar(budget));
    }

    private Component key(Key key) {
        Budget budget = key.budget();
        String path = Paths.key(slug, key.id());
        return budget == null
                ? link(path, line(key.name(), new Span("No cap of its own")))
                : link(path, line(key.name(), MoneyText.of(budget.spent(), budget.limit())), new BudgetBar(budget));
    }

    private Component refusal(UsageRequest request) {
        String key = request.keyName().isEmpty() ? "Unknown key" : request.keyName();
        return link(
                Paths.key(slug, request.keyId()),
                line(key, TimeText.ago(request.startedAt(), clock.instant(), "")),
                soft(new Span(Refusals.sentence(request.errorCode()) + " · " + request.model())));
    }

    private Component gateway(Serving serving) {
        Fleet.Gateway gateway = serving.gateway();
        Span seen = new Span(new Span("Seen "), TimeText.ago(gateway.lastSeenAt(), clock.instant(), "never"));
        Div row = new Div(line(gateway.name(), GatewayState.badge(gateway, serving.headRevision())), soft(seen));
        row.addClassName("row");
        return row;
    }

    private static Component line(String name, Component beside) {
        Span strong = new Span(name);
        strong.addClassName("strong");
        Div line = new Div(strong, beside);
        line.addClassName("row-line");
        return line;
    }

    private static Anchor link(String path, Component... content) {
        Anchor row = new Anchor(path, content);
        row.addClassName("row");
        return row;
    }

    private static Span soft(Span span) {
        span.addClassName("soft");
        return span;
    }
}
