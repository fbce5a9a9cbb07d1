package dev.bursar.adminui.machine;

import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminui.component.Holder;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.RoleGrants;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;

/** What a service account may do: the roles granted to it. */
final class AccountRoles {
    private static final int MOST = 200;

    private AccountRoles() {}

    static Panel panel(ControlPlane controlPlane, Workspace workspace, ServiceAccount account, Runnable changed) {
        RoleGrants roles = new RoleGrants(controlPlane, workspace, changed);
        List<RoleGrant> grants = controlPlane
                .grants()
                .list(workspace.organizationId(), account.id(), null, null, null, null, MOST)
                .items();
        return new Panel("Roles", roles.rows(grants, "No role: its keys and tokens are known here and may do nothing."))
                .withActions(roles.give(Holder.of(account)))
                .withTest("account-roles");
    }
}
