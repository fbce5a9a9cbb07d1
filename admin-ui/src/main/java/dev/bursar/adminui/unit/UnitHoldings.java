package dev.bursar.adminui.unit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.GrantForm;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;
import java.util.Objects;

/** What belongs to a team, project or class: budgets with what is spent, people with roles, keys, what is in it. */
final class UnitHoldings {
    private static final int KEYS_SHOWN = 20;

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable changed;

    UnitHoldings(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.changed = changed;
    }

    Panel budgets(Unit unit) {
        List<Budget> budgets = Table.read((cursor, size) ->
                        controlPlane.budgets().list(workspace.organizationId(), unit.kind(), null, cursor, size))
                .stream()
                .filter(budget -> unit.id().equals(budget.scopeId()))
                .filter(budget -> budget.state().equals("active"))
                .toList();
        Div rows = rows();
        budgets.forEach(budget -> rows.add(budget(budget)));
        if (budgets.isEmpty()) {
            rows.add(soft("No budget of its own: what is above limits it."));
        }
        return new Panel("Budgets and spend", rows)
                .withActions(Paths.link("Open the tree", Paths.page(workspace.slug(), "budgets")))
                .withTest("unit-budgets");
    }

    private Component budget(Budget budget) {
        Span each = soft(Words.each(budget.period()));
        Div money = new Div(MoneyText.of(budget.spent(), budget.limit()), new Span(" "), each);
        Div first = new Div(Paths.link(budget.name(), Paths.budget(workspace.slug(), budget.id())), money);
        first.addClassName("row-line");
        Div row = new Div(first, new BudgetBar(budget));
        row.addClassName("row");
        return row;
    }

    Panel people(Unit unit) {
        List<RoleGrant> grants = Table.read((cursor, size) ->
                controlPlane.grants().list(workspace.organizationId(), null, unit.id(), cursor, size));
        Div rows = rows();
        grants.forEach(grant -> rows.add(grant(unit, grant)));
        if (grants.isEmpty()) {
            rows.add(soft("Nobody holds a role over just this " + unit.kind() + "."));
        }
        boolean may = unit.state().equals("active") && workspace.mayIn(Action.WRITE_ROLES, unit.id());
        Component[] grant = may
                ? new Component[] {
                    Buttons.plain(
                            "Grant a role",
                            "grant-role",
                            () -> new GrantForm(controlPlane, workspace, changed).openOver(unit))
                }
                : new Component[0];
        return new Panel("People with a role here", rows).withActions(grant).withTest("unit-people");
    }

    private Component grant(Unit unit, RoleGrant grant) {
        Component holder = grant.holder().equals("member")
                ? Paths.link(grant.holderName(), Paths.person(workspace.slug(), grant.holderId()))
                : new Span(Words.sentence(grant.holder()) + " " + grant.holderName());
        Component role = Paths.link(
                Words.sentence(grant.role()),
                Paths.role(workspace.slug(), Objects.requireNonNullElse(grant.roleId(), grant.role())));
        Component revoke = workspace.mayIn(Action.WRITE_ROLES, unit.id())
                ? Buttons.quiet("Revoke", "revoke-grant", () -> ask(unit, grant))
                : new Span();
        Div first = new Div(new Span(holder, new Span(" · "), role), revoke);
        first.addClassName("row-line");
        Span how = soft("");
        how.add(new Span("Granted by " + grant.grantedBy() + ", "), TimeText.at(grant.createdAt()));
        Div row = new Div(first, how);
        row.addClassName("row");
        return row;
    }

    private void ask(Unit unit, RoleGrant grant) {
        Confirm.danger(
                "Take this role from " + grant.holderName() + "?",
                grant.holderName() + " will not be " + Words.uncapitalized(Words.sentence(grant.role())) + " over "
                        + unit.name() + " any more, from the next call on.",
                "Revoke role",
                () -> {
                    controlPlane.grants().revoke(workspace.organizationId(), grant.id());
                    changed.run();
                    Notices.done("The role is taken.");
                });
    }

    Panel keys(Unit unit) {
        List<Key> keys = Table.read((cursor, size) ->
                        controlPlane.keys().list(workspace.organizationId(), null, null, cursor, size))
                .stream()
                .filter(key -> unit.id().equals(key.unitId()))
                .toList();
        Div rows = rows();
        keys.stream().limit(KEYS_SHOWN).forEach(key -> rows.add(key(key)));
        if (keys.isEmpty()) {
            rows.add(soft("No key is charged to it directly."));
        }
        if (keys.size() > KEYS_SHOWN) {
            rows.add(soft("And " + (keys.size() - KEYS_SHOWN) + " more, on the page of all keys."));
        }
        return new Panel("Keys", rows)
                .withActions(Paths.link("All keys", Paths.page(workspace.slug(), "keys")))
                .withTest("unit-keys");
    }

    private Component key(Key key) {
        Div first =
                new Div(Paths.link(key.name(), Paths.key(workspace.slug(), key.id())), StateBadge.ofKey(key.state()));
        first.addClassName("row-line");
        Div second = new Div(
                soft(key.masked() + (key.ownerName() == null ? "" : " · " + key.ownerName())),
                key.budget() == null
                        ? soft("No cap of its own")
                        : MoneyText.of(key.budget().spent(), key.budget().limit()));
        second.addClassName("row-line");
        Div row = new Div(first, second);
        row.addClassName("row");
        return row;
    }

    Panel children(Unit unit, Units units) {
        Div rows = rows();
        for (Unit child : units.in(unit)) {
            Div name = new Div(
                    Units.icon(child).create(), Paths.link(child.name(), Paths.unit(workspace.slug(), child.id())));
            name.addClassName("place");
            Div row = new Div(name, Units.badge(child));
            row.addClassNames("row-line", "child-unit");
            rows.add(row);
        }
        if (rows.getChildren().findAny().isEmpty()) {
            rows.add(soft(unit.kind().equals("team") ? "Nothing is in it." : "Only teams have something in them."));
        }
        return new Panel("In it", rows).withTest("unit-children");
    }

    private static Div rows() {
        Div rows = new Div();
        rows.addClassName("rows");
        return rows;
    }

    private static Span soft(String text) {
        Span span = new Span(text);
        span.addClassName("soft");
        return span;
    }
}
