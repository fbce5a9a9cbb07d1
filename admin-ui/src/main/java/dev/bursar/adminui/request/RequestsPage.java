package dev.bursar.adminui.request;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.budget.BudgetRequest;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Segments;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;

/** Who asks for more, and what waits for an answer? */
@Route(value = "requests-for-more", layout = Shell.class)
@PermitAll
public class RequestsPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final Duration POLL = Duration.ofSeconds(4);
    private static final String OPEN = "open";
    private static final String ANY = "all";

    private final transient ControlPlane controlPlane;
    private Table<BudgetRequest> table = new Table<>("Requests for more", "requests-for-more-table");
    private String state = OPEN;

    RequestsPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Requests for more", Action.READ_REQUESTS_FOR_MORE);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        state = location.getQueryParameters().getSingleParameter("state").orElse(OPEN);
        head(
                "Requests for more",
                mayAnywhere(Action.WRITE_BUDGETS)
                        ? "Who uses a key may ask for more of a budget. A raise ends with the period unless another day"
                                + " was agreed."
                        : "What you asked for, and what was answered.");
        Segments<String> states = new Segments<>(
                "State",
                List.of(OPEN, "approved", "declined", ANY),
                Words::sentence,
                one -> "requests-" + one,
                chosen -> Paths.open(Paths.page(slug(), "requests-for-more")
                        + (chosen.equals(OPEN) ? "" : "?" + Paths.parameter("state", chosen))));
        states.press(state);
        Div filters = new Div(states, BudgetBar.legend());
        filters.addClassName("filters");
        table = table();
        add(filters, table);
        refresh();
        live(POLL, () -> table.poll());
    }

    private Table<BudgetRequest> table() {
        return new Table<BudgetRequest>("Requests for more", "requests-for-more-table")
                .identifiedBy(BudgetRequest::id)
                .column("Budget", this::budget)
                .column("Asked by", "10rem", request -> new Span(request.askedBy()))
                .number("More", "8rem", request -> new MoneyText(request.amount()))
                .column("What for", request -> new Span(request.reason()))
                .column("State", "11rem", RequestStates::badge)
                .column("Asked", "8rem", this::asked)
                .compact(this::compact)
                .opens(request -> Paths.requestForMore(slug(), request.id()))
                .whenEmpty(this::nothing);
    }

    private Component budget(BudgetRequest request) {
        Div cell = new Div(
                Paths.link(request.budget().name(), Paths.requestForMore(slug(), request.id())),
                new BudgetBar(request.budget()));
        cell.addClassName("two-lines");
        return cell;
    }

    private Component asked(BudgetRequest request) {
        return TimeText.ago(request.createdAt(), workspace().clock().instant(), "");
    }

    private Component compact(BudgetRequest request) {
        Div first = new Div(
                Paths.link(request.budget().name(), Paths.requestForMore(slug(), request.id())),
                new MoneyText(request.amount()));
        first.addClassName("row-line");
        Span who = new Span(request.askedBy() + ": " + request.reason());
        who.addClassName("soft");
        Div last = new Div(RequestStates.badge(request), asked(request));
        last.addClassName("row-line");
        Div cell = new Div(first, new BudgetBar(request.budget()), who, last);
        cell.addClassName("two-lines");
        return cell;
    }

    private EmptyState nothing() {
        return state.equals(OPEN)
                ? new EmptyState(
                        Icon.INBOX,
                        "Nothing waits for an answer",
                        "Whoever holds a key can ask for more of its budgets: here, from the budget's page, or over the"
                                + " API that a refusal points to.")
                : new EmptyState(Icon.INBOX, "None", "No request for more is in this state.");
    }

    private void refresh() {
        table.show((cursor, size) ->
                controlPlane.requests().list(organizationId(), state.equals(ANY) ? null : state, null, cursor, size));
    }
}
