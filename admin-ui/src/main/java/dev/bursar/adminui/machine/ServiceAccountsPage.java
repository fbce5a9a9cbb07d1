package dev.bursar.adminui.machine;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;

/** Which programs act here, and whose tokens are believed? */
@Route(value = "service-accounts", layout = Shell.class)
@PermitAll
public class ServiceAccountsPage extends ConsolePage {
    private static final long serialVersionUID = 1L;

    private final transient ControlPlane controlPlane;
    private Table<ServiceAccount> table = new Table<>("Service accounts", "accounts-table");

    ServiceAccountsPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Service accounts", Action.READ_SERVICE_ACCOUNTS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        head(
                "Service accounts",
                "Programs that manage this organization, with roles as people have them. They call no models.",
                actions());
        table = new Table<ServiceAccount>("Service accounts", "accounts-table")
                .column("Name", this::name)
                .column("State", "8rem", account -> StateBadge.ofKey(account.state()))
                .column("Last active", "9rem", this::lastActive)
                .column("Created by", "12rem", account -> new Span(account.createdBy()))
                .compact(this::compact)
                .opens(account -> Paths.serviceAccount(slug(), account.id()))
                .whenEmpty(this::nothing);
        add(table);
        add(new Panel("Trusted workloads", new TrustList(controlPlane, workspace(), null, this::refresh))
                .withActions(trustAction())
                .withTest("trusts-panel"));
        refresh();
    }

    private Component[] actions() {
        if (!may(Action.WRITE_SERVICE_ACCOUNTS)) {
            return new Component[0];
        }
        Button create = Buttons.adding("Create service account", "create-account", this::create);
        return new Component[] {create};
    }

    private Component[] trustAction() {
        return may(Action.WRITE_SERVICE_ACCOUNTS)
                ? new Component[] {
                    Buttons.plain(
                            "Trust a workload",
                            "create-trust",
                            () -> new TrustForm(controlPlane, workspace(), null, this::reload).open())
                }
                : new Component[0];
    }

    private void create() {
        AccountForm.create(controlPlane, workspace(), this::refresh).open();
    }

    private void reload() {
        Paths.open(Paths.page(slug(), "service-accounts"));
    }

    private void refresh() {
        table.show((cursor, size) -> controlPlane.serviceAccounts().list(organizationId(), null, null, cursor, size));
    }

    private Component nothing() {
        Component[] step = may(Action.WRITE_SERVICE_ACCOUNTS)
                ? new Component[] {Buttons.primary("Create the first one", "create-first-account", this::create)}
                : new Component[0];
        return new EmptyState(
                Icon.MACHINE,
                "No program acts here yet",
                "A service account is for a script or a pipeline that issues keys, sets budgets or reads reports. It gets"
                        + " roles, and a management key or a trusted token of its own.",
                step);
    }

    private Component name(ServiceAccount account) {
        Span about = new Span(account.description());
        about.addClassName("soft");
        Div cell = new Div(Paths.link(account.name(), Paths.serviceAccount(slug(), account.id())), about);
        cell.addClassName("two-lines");
        return cell;
    }

    private Component lastActive(ServiceAccount account) {
        return TimeText.ago(account.lastActiveAt(), workspace().clock().instant(), "Never");
    }

    private Component compact(ServiceAccount account) {
        Div first = new Div(
                Paths.link(account.name(), Paths.serviceAccount(slug(), account.id())),
                StateBadge.ofKey(account.state()));
        first.addClassName("row-line");
        Div cell = new Div(first, lastActive(account));
        cell.addClassName("two-lines");
        return cell;
    }
}
