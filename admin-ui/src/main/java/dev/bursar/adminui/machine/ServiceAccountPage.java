package dev.bursar.adminui.machine;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminapi.machine.UpdateServiceAccount;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.ObjectPage;
import dev.bursar.adminui.component.PageHead;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.UUID;

/** One program: what may it do, with which keys and tokens does it come, what has happened to it? */
@Route(value = "service-accounts/:account", layout = Shell.class)
@PermitAll
public class ServiceAccountPage extends ObjectPage<ServiceAccount> {
    private static final long serialVersionUID = 1L;

    ServiceAccountPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, controlPlane, "Service account", Action.READ_SERVICE_ACCOUNTS, "account");
    }

    @Override
    protected ServiceAccount read(UUID id) {
        return ControlPlane.body(controlPlane().serviceAccounts().get(organizationId(), id));
    }

    @Override
    protected String name(ServiceAccount account) {
        return account.name();
    }

    @Override
    protected void show(ServiceAccount account) {
        StateBadge state = StateBadge.ofKey(account.state());
        state.getElement().setAttribute("data-test", "account-state");
        Div left = column(
                AccountRoles.panel(controlPlane(), workspace(), account, this::again),
                new AccountKeys(controlPlane(), workspace(), account).panel(),
                trusts(account));
        Div right = column(new Panel("Service account", facts(account)));
        history("service_account", "account-history").ifPresent(right::add);
        draw(new PageHead(account.name(), state).actions(actions(account)), left, right);
    }

    private List<Component> actions(ServiceAccount account) {
        if (!may(Action.WRITE_SERVICE_ACCOUNTS)) {
            return List.of();
        }
        Component edit = Buttons.plain(
                "Edit",
                "edit-account",
                () -> AccountForm.edit(controlPlane(), workspace(), account, this::again)
                        .open());
        Component onOff = account.state().equals("disabled")
                ? Buttons.plain("Enable", "enable-account", () -> change(account, "active", "It works again."))
                : Buttons.danger(
                        "Disable",
                        "disable-account",
                        () -> change(
                                account,
                                "disabled",
                                "Its keys and tokens are refused from now on. Enable it to undo this."));
        return List.of(edit, onOff);
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
                            () -> new TrustForm(controlPlane(), workspace(), account, this::again).open())
                }
                : new Component[0];
        return new Panel("Trusted workloads", new TrustList(controlPlane(), workspace(), account.id(), this::again))
                .withActions(actions)
                .withTest("account-trusts");
    }

    private void change(ServiceAccount account, String state, String sentence) {
        controlPlane()
                .serviceAccounts()
                .update(
                        organizationId(),
                        account.id(),
                        ControlPlane.tag(account.version()),
                        UpdateServiceAccount.state(state));
        again();
        Notices.done(sentence);
    }
}
