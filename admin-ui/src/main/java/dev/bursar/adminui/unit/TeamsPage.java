package dev.bursar.adminui.unit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.Csv;
import dev.bursar.adminui.component.CsvLink;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.UnitChoice;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;

/** How is the organization divided? */
@Route(value = "teams", layout = Shell.class)
@PermitAll
public class TeamsPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final int TYPING_PAUSE_MILLIS = 250;

    private final transient ControlPlane controlPlane;
    private transient Units units = new Units();
    private @Nullable TeamTree tree;
    private Div nothing = new Div();
    private String search = "";
    private boolean archivedToo;

    TeamsPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Teams", Action.READ_UNITS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        search = "";
        archivedToo = false;
        UnitActions actions = new UnitActions(controlPlane, workspace(), this::refresh);
        head(
                "Teams",
                "Teams hold teams, projects and classes. A role over a team covers all that is in it, and so do its"
                        + " budgets.",
                actions(actions));
        TeamTree shown = new TeamTree(workspace(), actions);
        tree = shown;
        nothing = new Div();
        nothing.addClassName("table-card");
        add(filters(), shown, nothing);
        refresh();
    }

    private Component[] actions(UnitActions actions) {
        CsvLink csv = new CsvLink("teams", this::csv);
        if (!may(Action.WRITE_UNITS)) {
            return new Component[] {csv};
        }
        Button create = Buttons.adding("Create a team", "create-team", () -> actions.create("team", null));
        return new Component[] {
            csv,
            Buttons.plain("Create a class", "create-class", () -> actions.create("class", null)),
            Buttons.plain("Create a project", "create-project", () -> actions.create("project", null)),
            create
        };
    }

    private Component filters() {
        TextField field = new TextField();
        field.setPlaceholder("Name");
        field.setPrefixComponent(Icon.SEARCH.create());
        field.setClearButtonVisible(true);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
        field.setAriaLabel("Search teams, projects and classes by name");
        field.getElement().setAttribute("data-test", "teams-search");
        field.addValueChangeListener(change -> {
            search = change.getValue().strip();
            show();
        });
        Checkbox archived = new Checkbox("Show archived");
        archived.getElement().setAttribute("data-test", "teams-archived");
        archived.addValueChangeListener(change -> {
            archivedToo = change.getValue();
            show();
        });
        Div filters = new Div(field, archived);
        filters.addClassName("filters");
        return filters;
    }

    private void refresh() {
        units = Units.read(controlPlane, organizationId());
        show();
    }

    private void show() {
        TeamTree shown = tree;
        if (shown == null) {
            return;
        }
        var data = units.tree(search, archivedToo);
        boolean empty = data.getRootItems().isEmpty();
        shown.show(units, data, !search.isEmpty());
        shown.setVisible(!empty);
        nothing.removeAll();
        nothing.setVisible(empty);
        if (empty) {
            nothing.add(empty());
        }
    }

    private Component empty() {
        if (!units.isEmpty()) {
            return new EmptyState(Icon.SEARCH, "Nothing matches", "Try a shorter search, or show archived ones.");
        }
        Component[] step = may(Action.WRITE_UNITS)
                ? new Component[] {
                    Buttons.primary(
                            "Create the first team",
                            "create-first-team",
                            () -> new UnitActions(controlPlane, workspace(), this::refresh).create("team", null))
                }
                : new Component[0];
        return new EmptyState(
                Icon.TEAM,
                "No team here yet",
                "A team, project or class has keys, budgets and people of its own. Start with the teams that have a"
                        + " budget; whoever runs one can be its team admin.",
                step);
    }

    private Csv csv() {
        return new Csv("id", "kind", "name", "path", "state", "keys", "created")
                .rows(Units.read(controlPlane, organizationId()).all(), TeamsPage::cells);
    }

    private static Object[] cells(Unit unit) {
        return new Object[] {
            unit.id(), unit.kind(), unit.name(), UnitChoice.path(unit), unit.state(), unit.keys(), unit.createdAt()
        };
    }
}
