package dev.bursar.adminui.alert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.notice.Alert;
import dev.bursar.adminapi.notice.AlertDelivery;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Segments;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** What crossed a line, which lines there are, who is told, and did it arrive? */
@Route(value = "alerts/:part?(rules|channels|deliveries)", layout = Shell.class)
@PermitAll
public class AlertsPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final String RECENT = "recent";

    private final transient ControlPlane controlPlane;

    AlertsPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Alerts", Action.READ_ALERTS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        String part = parameters.get("part").orElse(RECENT);
        if (!parts().contains(part)) {
            throw new NotFoundException("Channels are the organization's.");
        }
        head(
                "Alerts",
                "Each crossing is told once: a share of a limit spent, a limit that will be reached too early, far more"
                        + " spent than usual; and always what went wrong with the money itself.",
                actions(part));
        Segments<String> segments = new Segments<>(
                "Part",
                parts(),
                Words::sentence,
                one -> "alerts-" + one,
                chosen -> Paths.open(Paths.page(slug(), chosen.equals(RECENT) ? "alerts" : "alerts/" + chosen)));
        segments.press(part);
        Div filters = new Div(segments);
        filters.addClassName("filters");
        add(filters, content(part));
    }

    /** Rules stand where their budgets do. Channels, and what was sent by them, are the organization's. */
    private List<String> parts() {
        return may(Action.READ_ALERTS) ? List.of(RECENT, "rules", "channels", "deliveries") : List.of(RECENT, "rules");
    }

    private Component content(String part) {
        return switch (part) {
            case "rules" -> new RuleList(controlPlane, workspace(), this::again);
            case "channels" -> new ChannelList(controlPlane, workspace(), this::again);
            case "deliveries" -> deliveries();
            default -> recent();
        };
    }

    private void again() {
        getUI().ifPresent(ui -> ui.refreshCurrentRoute(false));
    }

    private Component[] actions(String part) {
        return switch (part) {
            case "channels" ->
                only(
                        may(Action.WRITE_ALERTS),
                        Buttons.primary(
                                "Add a channel",
                                "create-channel",
                                () -> new ChannelForm(controlPlane, workspace(), this::again).open()));
            case "deliveries" -> new Component[0];
            default ->
                only(
                        mayAnywhere(Action.WRITE_ALERTS),
                        Buttons.primary(
                                "Create a rule",
                                "create-rule",
                                () -> new RuleForm(controlPlane, workspace(), null, this::ruleMade).open()));
        };
    }

    private static Component[] only(boolean may, Component action) {
        return may ? new Component[] {action} : new Component[0];
    }

    private void ruleMade() {
        Paths.open(Paths.page(slug(), "alerts/rules"));
    }

    private Component recent() {
        Table<Alert> table = new Table<Alert>("Recent alerts", "alerts-table")
                .wraps()
                .column("What happened", this::what)
                .column("Kind", "9rem", alert -> kind(alert.kind()))
                .column("Rule", "14rem", alert -> new Span(alert.ruleName() == null ? "Always told" : alert.ruleName()))
                .column("When", "8rem", this::when)
                .compact(this::compact)
                .opens(alert -> Paths.alerted(slug(), alert.budgetId()))
                .whenEmpty(() -> new EmptyState(
                        Icon.BELL,
                        "No alert yet",
                        "Add a channel (e-mail, Slack or a signed webhook), then a rule. A first good one: 80 percent of"
                                + " any budget."));
        table.show((cursor, size) -> controlPlane.alerts().alerts(organizationId(), null, cursor, size));
        return table;
    }

    private Component what(Alert alert) {
        return Paths.link(alert.sentence(), Paths.alerted(slug(), alert.budgetId()));
    }

    private Component when(Alert alert) {
        return TimeText.ago(alert.at(), workspace().clock().instant(), "");
    }

    static StateBadge kind(String kind) {
        return switch (kind) {
            case "threshold" -> new StateBadge("Threshold", StateBadge.Tone.WARN);
            case "forecast" -> new StateBadge("Forecast", StateBadge.Tone.WARN);
            case "anomaly" -> new StateBadge("Anomaly", StateBadge.Tone.BAD);
            case "overrun" -> new StateBadge("Overrun", StateBadge.Tone.BAD);
            case "books" -> new StateBadge("Books differ", StateBadge.Tone.BAD);
            default -> new StateBadge(Words.sentence(kind), StateBadge.Tone.CALM);
        };
    }

    private Component compact(Alert alert) {
        Div last = new Div(kind(alert.kind()), when(alert));
        last.addClassName("row-line");
        Div cell = new Div(what(alert), last);
        cell.addClassName("two-lines");
        return cell;
    }

    private Component deliveries() {
        Table<AlertDelivery> table = new Table<AlertDelivery>("Deliveries", "deliveries-table")
                .wraps()
                .column("Message", one -> new Span(one.sentence()))
                .column("Channel", "10rem", one -> new Span(one.channelName()))
                .column("State", this::delivery)
                .column("When", "8rem", this::made)
                .compact(this::compactDelivery)
                .whenEmpty(() -> new EmptyState(
                        Icon.BELL,
                        "Nothing was sent yet",
                        "Each message to each channel is listed here with its tries."));
        table.show((cursor, size) -> controlPlane.alerts().deliveries(organizationId(), null, cursor, size));
        return table;
    }

    private Component delivery(AlertDelivery one) {
        StateBadge badge = switch (one.state()) {
            case "delivered" -> new StateBadge("Delivered", StateBadge.Tone.GOOD);
            case "failed" -> new StateBadge("Failed", StateBadge.Tone.BAD);
            default -> new StateBadge("Waiting", StateBadge.Tone.WARN);
        };
        Span detail = new Span(tries(one));
        detail.addClassName("soft");
        Div cell = new Div(badge, detail);
        cell.addClassName("two-lines");
        return cell;
    }

    private static String tries(AlertDelivery one) {
        return Words.plural(one.attempts(), "try", "tries")
                + (one.lastStatus() == null ? "" : ", last answer " + one.lastStatus())
                + (one.lastError().isEmpty() ? "" : ": " + one.lastError());
    }

    private Component made(AlertDelivery one) {
        return TimeText.ago(one.createdAt(), workspace().clock().instant(), "");
    }

    private Component compactDelivery(AlertDelivery one) {
        Div last = new Div(new Span(one.channelName()), made(one));
        last.addClassName("row-line");
        Div cell = new Div(new Span(one.sentence()), delivery(one), last);
        cell.addClassName("two-lines");
        return cell;
    }
}
