package dev.bursar.adminui.machine;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;

/** What a service account may do: the roles granted to it. */
final class AccountRoles {
    private static final int MOST = 200;

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final ServiceAccount account;
    private final Runnable changed;

    AccountRoles(ControlPlane controlPlane, Workspace workspace, ServiceAccount account, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.account = account;
        this.changed = changed;
    }

    Panel panel() {
        Div rows = new Div();
        rows.addClassName("rows");
        List<RoleGrant> grants = controlPlane
                .grants()
                .list(workspace.organizationId(), account.id(), null, null, MOST)
                .items();
        grants.forEach(grant -> rows.add(row(grant)));
        if (grants.isEmpty()) {
            rows.add(soft("No role: its keys and tokens are known here and may do nothing."));
        }
        Panel panel = new Panel("Roles", rows).withTest("account-roles");
        return workspace.mayAnywhere(Action.WRITE_ROLES)
                ? panel.withActions(Buttons.plain(
                        "Grant role",
                        "grant-role",
                        () -> new RoleForm(controlPlane, workspace, account, changed).open()))
                : panel;
    }

    private Component row(RoleGrant grant) {
        Span what = new Span(Words.sentence(grant.role()) + " over "
                + (grant.unitName() == null ? "the whole organization" : grant.unitName()));
        what.addClassName("strong");
        Component revoke = workspace.mayIn(Action.WRITE_ROLES, grant.unitId())
                ? Buttons.quiet("Revoke", "revoke-grant", () -> ask(grant))
                : new Span();
        Div first = new Div(what, revoke);
        first.addClassName("row-line");
        Span how = soft("Granted by " + grant.grantedBy() + ", ");
        how.add(TimeText.at(grant.createdAt()));
        Div row = new Div(first, how);
        row.addClassName("row");
        return row;
    }

    private void ask(RoleGrant grant) {
        Confirm.danger(
                "Take this role from " + account.name() + "?",
                "From its next call on it may not do what only this role allows.",
                "Revoke role",
                () -> {
                    controlPlane.grants().revoke(workspace.organizationId(), grant.id());
                    changed.run();
                    Notices.done("The role is taken.");
                });
    }

    private static Span soft(String text) {
        Span span = new Span(text);
        span.addClassName("soft");
        return span;
    }
}
