package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.usage.UsageRequest;
import java.util.List;
import java.util.Locale;

/** Requests as gateways reported them: what, how long, what came of it, what did it cost. Never their content. */
public final class RequestTable extends Composite<Table<UsageRequest>> {
    private static final long serialVersionUID = 1L;

    private final String slug;
    private final Table<UsageRequest> table;

    public RequestTable(String slug) {
        this.slug = slug;
        this.table = new Table<UsageRequest>("Requests", "requests-table")
                .identifiedBy(UsageRequest::id)
                .column("Started", "9rem", request -> TimeText.at(request.startedAt()))
                .column("Key", this::key)
                .column("Model", request -> new Span(request.model()))
                .column("Outcome", "11rem", RequestTable::outcome)
                .number("Took", "6rem", request -> figures(millis(request.durationMicros())))
                .number("Tokens", "8rem", request -> figures(tokens(request)))
                .number("Cost", "7rem", RequestTable::cost)
                .compact(this::compact)
                .whenEmpty(() -> new EmptyState(
                        Icon.CHART,
                        "No request yet",
                        "Each call that a gateway serves or refuses shows up here within seconds."));
    }

    @Override
    protected Table<UsageRequest> initContent() {
        return table;
    }

    public void show(List<UsageRequest> requests) {
        table.show(requests);
    }

    public void show(PageSource<UsageRequest> requests) {
        table.show(requests);
    }

    public List<UsageRequest> all() {
        return table.all();
    }

    private Component key(UsageRequest request) {
        return Paths.link(
                request.keyName().isEmpty() ? "Unknown key" : request.keyName(), Paths.key(slug, request.keyId()));
    }

    private static Component outcome(UsageRequest request) {
        Div cell = new Div(StateBadge.ofOutcome(request.outcome()));
        cell.addClassName("two-lines");
        if (!request.errorCode().isEmpty()) {
            Span why = new Span(Refusals.sentence(request.errorCode()));
            why.addClassName("soft");
            why.getElement().setAttribute("title", request.errorCode());
            cell.add(why);
        }
        return cell;
    }

    private static Component cost(UsageRequest request) {
        MoneyText cost = new MoneyText(request.cost());
        if (request.inDoubt().nanos() == 0) {
            return cost;
        }
        Span doubt = new Span(Amounts.text(request.inDoubt()) + " in doubt");
        doubt.addClassName("soft");
        Div cell = new Div(cost, doubt);
        cell.addClassName("two-lines");
        return cell;
    }

    private static String tokens(UsageRequest request) {
        return Amounts.count(request.promptTokens()) + " → " + Amounts.count(request.completionTokens());
    }

    static String millis(long micros) {
        if (micros < 10_000) {
            return String.format(Locale.ROOT, "%.1f ms", micros / 1_000.0);
        }
        return micros < 10_000_000
                ? Amounts.count(micros / 1_000) + " ms"
                : String.format(Locale.ROOT, "%.1f s", micros / 1_000_000.0);
    }

    private static Span figures(String text) {
        Span span = new Span(text);
        span.addClassName("money");
        return span;
    }

    private Component compact(UsageRequest request) {
        Div first = new Div(new Span(request.model()), new MoneyText(request.cost()));
        first.addClassNames("row-line", "strong");
        Div second = new Div(StateBadge.ofOutcome(request.outcome()), TimeText.at(request.startedAt()));
        second.addClassName("row-line");
        Div cell = new Div(first, second);
        cell.addClassName("two-lines");
        return cell;
    }
}
