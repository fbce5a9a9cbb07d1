package dev.bursar.adminui.machine;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminapi.machine.UpdateServiceAccount;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.HistoryList;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.util.UUID;

/** One program: what may it do, with which keys and tokens does it come, what has happened to it? */
@Route(value = "service-accounts/:account", layout = Shell.class)
@PermitAll
public class ServiceAccountPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final int ENTRIES_SHOWN = 20;

    private final transient ControlPlane controlPlane;
    private UUID id = new UUID(0, 0);
    private Div body = new Div();

    ServiceAccountPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Service account", Action.READ_SERVICE_ACCOUNTS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        id = id(parameters, "account");
        body = new Div();
        body.addClassName("column");
        add(body);
        show();
    }

    private void show() {
        ServiceAccount account =
                ControlPlane.body(controlPlane.serviceAccounts().get(organizationId(), id));
        titled(account.name());
        body.removeAll();
        Div left = new Div(
                AccountRoles.panel(controlPlane, workspace(), account, this::show),
                new AccountKeys(controlPlane, workspace(), account).panel(),
                trusts(account));
        left.addClassName("column");
        Div right = new Div(new Panel("Service account", facts(account)));
        right.addClassName("column");
        if (may(Action.READ_AUDIT)) {
            right.add(new Panel("History", history()).withTest("account-history"));
        }
        Div top = new Div(left, right);
        top.addClassName("two-panels");
        body.add(header(account), top);
    }

    private Component header(ServiceAccount account) {
        StateBadge state = StateBadge.ofKey(account.state());
        state.getElement().setAttribute("data-test", "account-state");
        Div title = new Div(new H1(account.name()), state);
        title.addClassName("title-line");
        Div buttons = new Div();
        buttons.addClassName("page-actions");
        if (may(Action.WRITE_SERVICE_ACCOUNTS)) {
            buttons.add(Buttons.plain(
                    "Edit",
                    "edit-account",
                    () -> AccountForm.edit(controlPlane, workspace(), account, this::show)
                            .open()));
            buttons.add(
                    account.state().equals("disabled")
                            ? Buttons.plain(
                                    "Enable", "enable-account", () -> change(account, "active", "It works again."))
                            : Buttons.danger(
                                    "Disable",
                                    "disable-account",
                                    () -> change(
                                            account,
                                            "disabled",
                                            "Its keys and tokens are refused from now on. Enable it to undo this.")));
        }
        Header header = new Header(title, buttons);
        header.addClassName("page-header");
        return header;
    }

    private Facts facts(ServiceAccount account) {
        return new Facts()
                .fact("What it is for", account.description().isEmpty() ? "—" : account.description())
                .fact("Id", new CopyableId(account.id().toString(), "service account id"))
                .fact(
                        "Last active",
                        TimeText.ago(account.lastActiveAt(), workspace().clock().instant(), "Never"))
                .fact("Created", new Span(TimeText.at(account.createdAt()), new Span(" by " + account.createdBy())));
    }

    private Panel trusts(ServiceAccount account) {
        Component[] actions = may(Action.WRITE_SERVICE_ACCOUNTS)
                ? new Component[] {
                    Buttons.plain(
                            "Trust a workload",
                            "create-trust",
                            () -> new TrustForm(controlPlane, workspace(), account, this::show).open())
                }
                : new Component[0];
        return new Panel("Trusted workloads", new TrustList(controlPlane, workspace(), account.id(), this::show))
                .withActions(actions)
                .withTest("account-trusts");
    }

    private HistoryList history() {
        HistoryList history = new HistoryList(slug());
        history.show(controlPlane
                .audit()
                .list(organizationId(), "service_account", id.toString(), null, null, null, ENTRIES_SHOWN)
                .items());
        return history;
    }

    private void change(ServiceAccount account, String state, String sentence) {
        controlPlane
                .serviceAccounts()
                .update(organizationId(), id, ControlPlane.tag(account.version()), UpdateServiceAccount.state(state));
        show();
        Notices.done(sentence);
    }
}
