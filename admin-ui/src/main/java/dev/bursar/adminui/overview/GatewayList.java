package dev.bursar.adminui.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.fleet.Fleet;
import dev.bursar.adminui.component.GatewayState;
import dev.bursar.adminui.component.TimeText;
import java.time.Instant;

final class GatewayList extends Div {
    private static final long serialVersionUID = 1L;

    GatewayList() {
        addClassName("rows");
    }

    void show(Fleet fleet, Instant now) {
        removeAll();
        for (Fleet.Gateway gateway : fleet.gateways()) {
            Span name = new Span(gateway.name());
            name.addClassName("strong");
            Div first = new Div(name, GatewayState.badge(gateway, fleet.headRevision()));
            first.addClassName("row-line");
            Span seen = new Span(new Span("Seen "), TimeText.ago(gateway.lastSeenAt(), now, "never"));
            seen.addClassName("soft");
            Div row = new Div(first, seen);
            row.addClassName("row");
            add(row);
        }
        if (fleet.gateways().isEmpty()) {
            Span none = new Span("No gateway has connected yet.");
            none.addClassName("soft");
            add(none);
        }
    }
}
