package dev.bursar.adminui.gateway;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.fleet.Fleet;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.GatewayState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.time.Instant;

/** Does every gateway serve, and with the newest policy? */
@Route(value = "gateways", layout = Shell.class)
@PermitAll
public class GatewaysPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final Duration POLL = Duration.ofSeconds(2);

    private final transient ControlPlane controlPlane;
    private Paragraph lead = new Paragraph();
    private Table<Fleet.Gateway> table = new Table<>("Gateways", "gateways-table");
    private long headRevision;

    GatewaysPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Gateways", Action.READ_GATEWAYS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        lead = head("Gateways", "");
        lead.getElement().setAttribute("data-test", "fleet-lead");
        table = new Table<Fleet.Gateway>("Gateways", "gateways-table")
                .identifiedBy(Fleet.Gateway::name)
                .column("Name", this::name)
                .column("State", "11rem", gateway -> GatewayState.badge(gateway, headRevision))
                .number("Applied revision", "11rem", gateway -> revision(gateway))
                .column("Applied", "9rem", gateway -> TimeText.ago(gateway.appliedAt(), now(), "never"))
                .column("Last seen", "9rem", gateway -> TimeText.ago(gateway.lastSeenAt(), now(), "never"))
                .column("Version", "9rem", gateway -> new Span(gateway.version()))
                .compact(this::compact)
                .whenEmpty(() -> new EmptyState(
                        Icon.SERVER,
                        "No gateway has connected yet",
                        "Gateways are stateless nodes that serve calls to models. Start one with the control plane's"
                                + " address and a client certificate; it shows up here by itself."));
        add(table);
        refresh();
        live(POLL, this::refresh);
    }

    private void refresh() {
        Fleet fleet = controlPlane.gateways().fleet(organizationId());
        lead.setText(sentence(fleet));
        if (fleet.headRevision() != headRevision) {
            headRevision = fleet.headRevision();
            table.redraw();
        }
        table.show(fleet.gateways());
    }

    static String sentence(Fleet fleet) {
        long connected =
                fleet.gateways().stream().filter(Fleet.Gateway::connected).count();
        long upToDate = fleet.gateways().stream()
                .filter(gateway -> gateway.connected() && gateway.appliedRevision() >= fleet.headRevision())
                .count();
        int all = fleet.gateways().size();
        if (all == 0) {
            return "No gateway is known.";
        }
        String policy = upToDate == connected ? "all of them with" : Amounts.count(upToDate) + " of them with";
        return Amounts.count(connected) + " of " + Words.plural(all, "gateway is", "gateways are") + " connected, "
                + policy + " policy revision " + Amounts.count(fleet.headRevision()) + ", the newest.";
    }

    private Instant now() {
        return workspace().clock().instant();
    }

    private Component name(Fleet.Gateway gateway) {
        Span name = new Span(gateway.name());
        name.addClassName("strong");
        Span address = new Span(gateway.address());
        address.addClassName("soft");
        Div cell = new Div(name, address);
        cell.addClassName("two-lines");
        if (!gateway.policyError().isEmpty()) {
            Span error = new Span(gateway.policyError());
            error.addClassName("problem");
            cell.add(error);
        }
        return cell;
    }

    private Component revision(Fleet.Gateway gateway) {
        Span revision = new Span(Amounts.count(gateway.appliedRevision()) + " of " + Amounts.count(headRevision));
        revision.addClassName("money");
        return revision;
    }

    private Component compact(Fleet.Gateway gateway) {
        Span name = new Span(gateway.name());
        name.addClassName("strong");
        Div first = new Div(name, GatewayState.badge(gateway, headRevision));
        first.addClassName("row-line");
        Span seen = new Span(new Span("Seen "), TimeText.ago(gateway.lastSeenAt(), now(), "never"));
        seen.addClassName("soft");
        Div cell = new Div(first, seen);
        cell.addClassName("two-lines");
        return cell;
    }
}
