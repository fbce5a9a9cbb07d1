package dev.bursar.adminui.organization;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.organization.DeleteOrganization;
import dev.bursar.adminapi.organization.Organization;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CopyButton;
import dev.bursar.adminui.component.Csv;
import dev.bursar.adminui.component.CsvLink;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.ImpactDialog;
import dev.bursar.adminui.component.Notices;
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
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For whoever runs the installation: which organizations are there? Nothing of what is in them. */
@Route(value = "organizations", layout = Shell.class)
@PermitAll
public class OrganizationsPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final String ANY = "all";
    private static final int TYPING_PAUSE_MILLIS = 250;

    private final transient ControlPlane controlPlane;
    private Table<Organization> table = new Table<>("Organizations", "organizations-table");
    private String state = ANY;
    private String search = "";

    OrganizationsPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Organizations", Action.OPERATE_ORGANIZATIONS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        state = ANY;
        search = "";
        head(
                "Organizations",
                "Everybody who has keys, budgets and people of their own in this installation.",
                actions());
        add(filters());
        table = new Table<Organization>("Organizations", "organizations-table")
                .column("Name", this::name)
                .sortedBy(Comparator.comparing(Organization::name, String.CASE_INSENSITIVE_ORDER))
                .column("State", "8rem", OrganizationsPage::badge)
                .sortedBy(Comparator.comparing(Organization::state))
                .column("Time zone", "11rem", one -> new Span(one.timeZone()))
                .column("Since", "9rem", one -> TimeText.at(one.createdAt()))
                .sortedBy(Comparator.comparing(Organization::createdAt))
                .column("", "15rem", this::actions)
                .compact(this::compact)
                .whenEmpty(() -> new EmptyState(
                        Icon.SEARCH, "No organization matches", "Try another state or a shorter search."));
        add(table);
        refresh();
    }

    private Component[] actions() {
        CsvLink csv = new CsvLink("organizations", this::csv);
        if (!may(Action.CREATE_ORGANIZATIONS)) {
            return new Component[] {csv};
        }
        Button create = Buttons.primary(
                "Create an organization",
                "create-organization",
                () -> new OrganizationForm(controlPlane, workspace(), this::refresh).open());
        create.setIcon(Icon.PLUS.create());
        return new Component[] {csv, create};
    }

    private Component filters() {
        Segments<String> states = new Segments<>(
                "State", List.of(ANY, "active", "archived"), Words::sentence, one -> "organizations-" + one, chosen -> {
                    state = chosen;
                    refresh();
                });
        states.press(state);
        TextField field = new TextField();
        field.setPlaceholder("Name");
        field.setPrefixComponent(Icon.SEARCH.create());
        field.setClearButtonVisible(true);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
        field.setAriaLabel("Search organizations by name");
        field.getElement().setAttribute("data-test", "organizations-search");
        field.addValueChangeListener(change -> {
            search = change.getValue().strip();
            refresh();
        });
        Div filters = new Div(states, field);
        filters.addClassName("filters");
        return filters;
    }

    private void refresh() {
        table.show((cursor, size) -> controlPlane
                .organizations()
                .list(state.equals(ANY) ? null : state, search.isEmpty() ? null : search, cursor, size));
    }

    /** A link only where the operator belongs to it: of others they see no more than this row. */
    private Component name(Organization one) {
        boolean member = workspace().memberships().stream()
                .anyMatch(m -> m.organizationId().equals(one.id()));
        Span plain = new Span(one.name());
        plain.addClassName("strong");
        Span slug = new Span(one.slug());
        slug.addClassName("soft");
        Div second = new Div(slug, new CopyButton(one.id().toString(), "id of " + one.name()));
        Div cell = new Div(member ? Paths.link(one.name(), Paths.overview(one.slug())) : plain, second);
        cell.addClassName("two-lines");
        return cell;
    }

    private static StateBadge badge(Organization one) {
        return one.state().equals("active")
                ? new StateBadge("Active", StateBadge.Tone.GOOD)
                : new StateBadge(Words.sentence(one.state()), StateBadge.Tone.CALM);
    }

    private Component actions(Organization one) {
        Div actions = new Div();
        actions.addClassName("panel-actions");
        if (one.state().equals("active")) {
            actions.add(Buttons.quiet("Archive", "archive-organization", () -> archive(one)));
        } else {
            actions.add(
                    Buttons.quiet("Restore", "restore-organization", () -> restore(one)),
                    Buttons.quiet("Delete", "delete-organization", () -> delete(one)));
        }
        return actions;
    }

    private void archive(Organization one) {
        ImpactDialog.ofArchiving(
                        one.name(),
                        controlPlane.organizations().impact(one.id()),
                        "Archive organization",
                        () -> done(one, () -> controlPlane.organizations().archive(one.id()), "archived"))
                .open();
    }

    private void restore(Organization one) {
        done(one, () -> controlPlane.organizations().restore(one.id()), "back, and its keys work again");
    }

    private void delete(Organization one) {
        ImpactDialog.ofDeleting(
                        one.name(),
                        controlPlane.organizations().impact(one.id()),
                        "Delete organization",
                        () -> done(
                                one,
                                () -> controlPlane.organizations().delete(one.id(), new DeleteOrganization(one.name())),
                                "deleted"))
                .open();
    }

    private void done(Organization one, Runnable action, String outcome) {
        action.run();
        workspace().forget();
        refresh();
        Notices.done(one.name() + " is " + outcome + ".");
    }

    private Component compact(Organization one) {
        Div first = new Div(name(one), badge(one));
        first.addClassName("row-line");
        Div cell = new Div(first, actions(one));
        cell.addClassName("two-lines");
        return cell;
    }

    private Csv csv() {
        return new Csv("id", "name", "slug", "state", "time_zone", "since")
                .rows(table.all(), one -> new @Nullable Object[] {
                    one.id(), one.name(), one.slug(), one.state(), one.timeZone(), one.createdAt()
                });
    }
}
