package dev.bursar.adminui.unit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.ObjectPage;
import dev.bursar.adminui.component.PageHead;
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
public class UnitPage extends ObjectPage<Unit> {
    private static final long serialVersionUID = 1L;

    UnitPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, controlPlane, "Teams", Action.READ_UNITS, "unit");
    }

    @Override
    protected Unit read(UUID id) {
        return ControlPlane.body(controlPlane().units().get(organizationId(), id));
    }

    @Override
    protected String name(Unit unit) {
        return unit.name();
    }

    @Override
    protected void show(Unit unit) {
        Units units = Units.read(controlPlane(), organizationId());
        UnitHoldings holdings = new UnitHoldings(controlPlane(), workspace(), this::again);
        Div left = column();
        if (mayIn(Action.READ_BUDGETS, unit.id())) {
            left.add(holdings.budgets(unit));
        }
        if (mayIn(Action.READ_MEMBERS, unit.id())) {
            left.add(holdings.people(unit));
        }
        if (mayIn(Action.READ_KEYS, unit.id())) {
            left.add(holdings.keys(unit));
        }
        Div right = column(facts(unit, units), holdings.children(unit, units));
        history("unit", "unit-history").ifPresent(right::add);
        PageHead head = new PageHead(unit.name(), Units.badge(unit))
                .lead(lead(unit, units))
                .actions(actions(unit, units));
        draw(head, left, right);
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
        if (!mayIn(Action.WRITE_UNITS, unit.id())) {
            return buttons;
        }
        UnitActions actions = new UnitActions(controlPlane(), workspace(), this::again);
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
}
