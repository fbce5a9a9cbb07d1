package dev.bursar.adminui.unit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.HistoryList;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One team, project or class: who may do what in it, which keys and budgets does it have, what happened to it? */
@Route(value = "teams/:unit", layout = Shell.class)
@PermitAll
public class UnitPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final int HISTORY_SHOWN = 20;

    private final transient ControlPlane controlPlane;
    private UUID id = new UUID(0, 0);
    private Div content = new Div();

    UnitPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Teams", Action.READ_UNITS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        id = id(parameters, "unit");
        content = new Div();
        content.addClassName("column");
        add(content);
        titled(read().name());
    }

    private Unit read() {
        Unit unit = ControlPlane.body(controlPlane.units().get(organizationId(), id));
        Units units = Units.read(controlPlane, organizationId());
        UnitHoldings holdings = new UnitHoldings(controlPlane, workspace(), this::again);
        Div left = new Div();
        left.addClassName("column");
        Div right = new Div(facts(unit, units));
        right.addClassName("column");
        if (mayIn(Action.READ_BUDGETS, id)) {
            left.add(holdings.budgets(unit));
        }
        if (mayIn(Action.READ_MEMBERS, id)) {
            left.add(holdings.people(unit));
        }
        if (mayIn(Action.READ_KEYS, id)) {
            left.add(holdings.keys(unit));
        }
        right.add(holdings.children(unit, units));
        if (may(Action.READ_AUDIT)) {
            right.add(new Panel("History", history()).withTest("unit-history"));
        }
        Div top = new Div(left, right);
        top.addClassName("two-panels");
        content.removeAll();
        content.add(header(unit, units), top);
        return unit;
    }

    private void again() {
        read();
    }

    private Header header(Unit unit, Units units) {
        Div title = new Div(new H1(unit.name()), Units.badge(unit));
        title.addClassName("title-line");
        Paragraph lead = new Paragraph(lead(unit, units));
        lead.addClassName("lead");
        Div buttons = new Div(actions(unit, units).toArray(Component[]::new));
        buttons.addClassName("page-actions");
        Header header = new Header(new Div(title, lead), buttons);
        header.addClassName("page-header");
        return header;
    }

    private static String lead(Unit unit, Units units) {
        long keys = units.keysIn(unit);
        String charged = keys == 0
                ? "No working key is charged to it"
                : Words.plural(keys, "working key is", "working keys are") + " charged to it";
        return (unit.kind().equals("team") ? charged + " or to what is in it" : charged)
                + (unit.state().equals("active") ? "." : "; all are refused until it is restored.");
    }

    private List<Component> actions(Unit unit, Units units) {
        List<Component> buttons = new ArrayList<>();
        if (!mayIn(Action.WRITE_UNITS, id)) {
            return buttons;
        }
        UnitActions actions = new UnitActions(controlPlane, workspace(), this::again);
        if (unit.state().equals("archived")) {
            buttons.add(Buttons.plain("Restore", "restore-unit", () -> actions.restore(unit)));
            buttons.add(Buttons.danger(
                    "Delete",
                    "delete-unit",
                    () -> actions.delete(unit, () -> Paths.open(Paths.page(slug(), "teams")))));
            return buttons;
        }
        buttons.add(Buttons.plain("Rename", "rename-unit", () -> actions.rename(unit)));
        if (mayIn(Action.WRITE_UNITS, unit.parentId())) {
            buttons.add(Buttons.plain("Move", "move-unit", () -> new MoveForm(workspace(), units, actions).open(unit)));
        }
        buttons.add(Buttons.danger("Archive", "archive-unit", () -> actions.archive(unit)));
        return buttons;
    }

    private Panel facts(Unit unit, Units units) {
        Unit parent = units.parent(unit);
        Component above = parent == null
                ? new Span(workspace().membership().organizationName())
                : Paths.link(parent.name(), Paths.unit(slug(), parent.id()));
        return new Panel(
                Words.sentence(unit.kind()),
                new Facts()
                        .fact("Id", new CopyableId(unit.id().toString(), unit.kind() + " id"))
                        .fact("In", above)
                        .fact("Created", TimeText.at(unit.createdAt())));
    }

    private HistoryList history() {
        HistoryList history = new HistoryList(slug());
        history.show(controlPlane
                .audit()
                .list(organizationId(), "unit", id.toString(), null, null, null, HISTORY_SHOWN)
                .items());
        return history;
    }
}
