package dev.bursar.adminui.budget;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.budget.BudgetNode;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CsvLink;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Segments;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What may be spent where, and how much of it is gone? The address {@code ?view=list} has the same as one list. */
@Route(value = "budgets", layout = Shell.class)
@PermitAll
public class BudgetsPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final Duration POLL = Duration.ofSeconds(4);

    private final transient ControlPlane controlPlane;
    private transient Runnable refresh = () -> {};
    private transient Runnable poll = () -> {};

    BudgetsPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Budgets", Action.READ_BUDGETS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        String view = location.getQueryParameters()
                .getSingleParameter("view")
                .filter("list"::equals)
                .orElse("tree");
        head(
                "Budgets",
                "A hard budget is never overspent. A request must fit into every budget on its way from the"
                        + " organization down to its key.",
                actions(view));
        if (view.equals("list")) {
            showList();
        } else {
            showTree();
        }
        live(POLL, () -> poll.run());
    }

    private Component[] actions(String view) {
        Segments<String> views = new Segments<>(
                "View",
                List.of("tree", "list"),
                one -> one.equals("tree") ? "Tree" : "List",
                one -> "view-" + one,
                chosen -> Paths.open(Paths.page(slug(), "budgets") + (chosen.equals("list") ? "?view=list" : "")));
        views.press(view);
        CsvLink csv = new CsvLink(
                "budgets",
                () -> BudgetTable.csv(Table.read(
                        (cursor, size) -> controlPlane.budgets().list(organizationId(), null, null, cursor, size))));
        if (!mayAnywhere(Action.WRITE_BUDGETS)) {
            return new Component[] {views, csv};
        }
        Button create = Buttons.adding("Create budget", "create-budget", this::create);
        return new Component[] {views, csv, create};
    }

    private void showList() {
        BudgetTable table = new BudgetTable(controlPlane, workspace());
        refresh = table::refresh;
        poll = table::poll;
        add(table);
    }

    private void showTree() {
        Floors floors = new Floors(controlPlane, organizationId());
        PlaceActions places = new PlaceActions(controlPlane, workspace(), () -> refresh.run());
        BudgetTree tree = new BudgetTree(floors, slug(), workspace().clock(), node -> placeActions(places, node));
        refresh = tree::refresh;
        poll = tree::poll;
        Div filters = new Div(BudgetBar.legend());
        filters.addClassName("filters");
        add(filters, tree);
        tree.openFirstFloor();
        if (floors.isBare()) {
            filters.setVisible(false);
            tree.setVisible(false);
            add(nothing());
            refresh = () -> getUI().ifPresent(ui -> ui.refreshCurrentRoute(false));
        }
    }

    private Component placeActions(PlaceActions places, BudgetNode node) {
        UUID unit = BudgetPlace.unitOf(node);
        return mayIn(Action.WRITE_BUDGETS, unit) || mayIn(Action.WRITE_UNITS, unit) ? places.menu(node) : new Span();
    }

    private void create() {
        new CreateBudgetForm(controlPlane, workspace(), () -> refresh.run()).open();
    }

    private Component nothing() {
        Component[] step = mayAnywhere(Action.WRITE_BUDGETS)
                ? new Component[] {Buttons.primary("Create the first budget", "create-first-budget", this::create)}
                : new Component[0];
        Div card = new Div(new EmptyState(
                Icon.WALLET,
                "No budget here yet",
                "A budget limits what the organization, a team, a class, a person or a key may spend in a day, a month,"
                        + " a term or in total. Start with one for the whole organization; a key that is issued with a"
                        + " cap brings its own.",
                step));
        card.addClassName("table-card");
        return card;
    }
}
