package dev.bursar.adminui.budget;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.budget.Lease;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.PageSource;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.Words;

/** Which gateway may spend how much. */
final class LeaseTable extends Composite<Table<Lease>> {
    private static final long serialVersionUID = 1L;

    private final Table<Lease> table = new Table<Lease>("Leases", "leases-table")
            .identifiedBy(Lease::id)
            .column("Gateway", lease -> new Span(lease.node()))
            .column("State", "9rem", LeaseTable::state)
            .number("Granted", "9rem", lease -> new MoneyText(lease.granted()))
            .number("Settled", "9rem", lease -> new MoneyText(lease.settled()))
            .number("In doubt", "9rem", lease -> new MoneyText(lease.inDoubt()))
            .number("Returned", "9rem", lease -> new MoneyText(lease.returned()))
            .compact(LeaseTable::compact)
            .whenEmpty(() -> new EmptyState(
                    Icon.SERVER,
                    "Nothing is leased",
                    "When a gateway serves the first request of this budget it leases a part of what is free."));

    @Override
    protected Table<Lease> initContent() {
        return table;
    }

    void show(PageSource<Lease> leases) {
        table.show(leases);
    }

    private static StateBadge state(Lease lease) {
        return switch (lease.state()) {
            case "open" -> new StateBadge("Open", StateBadge.Tone.GOOD);
            case "in_doubt" -> new StateBadge("In doubt", StateBadge.Tone.WARN);
            default -> new StateBadge(Words.sentence(lease.state()), StateBadge.Tone.CALM);
        };
    }

    private static Component compact(Lease lease) {
        Div first = new Div(new Span(lease.node()), state(lease));
        first.addClassName("row-line");
        Div second = new Div(new Span("Settled"), MoneyText.of(lease.settled(), lease.granted()));
        second.addClassName("row-line");
        Div cell = new Div(first, second);
        cell.addClassName("two-lines");
        return cell;
    }
}
