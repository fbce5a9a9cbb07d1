package dev.bursar.adminui.organization;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
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
import dev.bursar.adminui.component.ListFilter;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** For whoever runs the installation: which organizations are there? Nothing of what is in them. */
@Route(value = "organizations", layout = Shell.class)
@PermitAll
public class OrganizationsPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final Duration WHILE_ROTATING = Duration.ofSeconds(5);

    private final transient ControlPlane controlPlane;
    private Table<Organization> table = new Table<>("Organizations", "organizations-table");
    private ListFilter filter = new ListFilter(new Location(""), () -> {});

    OrganizationsPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Organizations", Action.OPERATE_ORGANIZATIONS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        filter = filter(location);
        head(
                "Organizations",
                "Everybody who has keys, budgets and people of their own in this installation.",
                actions());
        add(filter);
        table = new Table<Organization>("Organizations", "organizations-table")
                .identifiedBy(Organization::id)
                .column("Name", this::name)
                .sorts("name")
                .column("State", "8rem", OrganizationsPage::badge)
                .column("Time zone", "11rem", one -> new Span(one.timeZone()))
                .column("Since", "9rem", one -> TimeText.at(one.createdAt()))
                .sorts("created")
                .column("", "17rem", this::actions)
                .compact(this::compact)
                .whenEmpty(() -> new EmptyState(
                        Icon.SEARCH, "No organization matches", "Try another state or a shorter search."))
                .ordered(filter.sort(), filter::sorted);
        EncryptionKeysPanel keys = new EncryptionKeysPanel(controlPlane.encryptionKeys());
        add(table, keys);
        refresh();
        live(WHILE_ROTATING, keys::refreshWhileRunning);
    }

    private Component[] actions() {
        CsvLink csv = new CsvLink("organizations", this::csv);
        if (!may(Action.CREATE_ORGANIZATIONS)) {
            return new Component[] {csv};
        }
        Button create = Buttons.adding(
                "Create an organization",
                "create-organization",
                () -> new OrganizationForm(controlPlane, workspace(), this::refresh).open());
        return new Component[] {csv, create};
    }

    private ListFilter filter(Location location) {
        return new ListFilter(location, this::refresh)
                .states("organizations", "active", "archived")
                .search("organizations-search", "Name", "Search organizations by name");
    }

    private void refresh() {
        table.show((sort, cursor, size) ->
                controlPlane.organizations().list(filter.state(), filter.search(), sort, cursor, size));
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
            actions.add(Buttons.quiet(
                    "Vouch for a domain", "vouch-for-domain", () -> new VouchForm(controlPlane, one).open()));
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
