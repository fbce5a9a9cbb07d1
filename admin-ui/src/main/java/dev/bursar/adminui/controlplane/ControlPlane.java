package dev.bursar.adminui.controlplane;

import dev.bursar.adminapi.access.AccessApi;
import dev.bursar.adminapi.access.GroupsApi;
import dev.bursar.adminapi.access.InvitationsApi;
import dev.bursar.adminapi.access.MembersApi;
import dev.bursar.adminapi.access.RoleGrantsApi;
import dev.bursar.adminapi.access.RolesApi;
import dev.bursar.adminapi.audit.AuditApi;
import dev.bursar.adminapi.budget.AdjustmentsApi;
import dev.bursar.adminapi.budget.BudgetHistoryApi;
import dev.bursar.adminapi.budget.BudgetRequestsApi;
import dev.bursar.adminapi.budget.BudgetTreeApi;
import dev.bursar.adminapi.budget.BudgetsApi;
import dev.bursar.adminapi.budget.DoubtsApi;
import dev.bursar.adminapi.catalog.CatalogApi;
import dev.bursar.adminapi.fleet.GatewaysApi;
import dev.bursar.adminapi.key.KeysApi;
import dev.bursar.adminapi.ledger.LedgerApi;
import dev.bursar.adminapi.machine.ServiceAccountsApi;
import dev.bursar.adminapi.machine.WorkloadTrustsApi;
import dev.bursar.adminapi.me.MeApi;
import dev.bursar.adminapi.me.PasswordApi;
import dev.bursar.adminapi.notice.AlertsApi;
import dev.bursar.adminapi.organization.OrganizationsApi;
import dev.bursar.adminapi.organization.UnitsApi;
import dev.bursar.adminapi.rotation.EncryptionKeysApi;
import dev.bursar.adminapi.scim.ScimApi;
import dev.bursar.adminapi.session.MemberSessionsApi;
import dev.bursar.adminapi.session.OwnSessionsApi;
import dev.bursar.adminapi.sso.SignInRuleApi;
import dev.bursar.adminapi.sso.SsoApi;
import dev.bursar.adminapi.usage.UsageApi;
import org.springframework.http.ResponseEntity;

/**
 * The Admin API, called with the token of the user whose request runs. Calls fail with a {@link ControlPlaneException}
 * only.
 */
public record ControlPlane(
        MeApi me,
        OrganizationsApi organizations,
        KeysApi keys,
        BudgetsApi budgets,
        UsageApi usage,
        AuditApi audit,
        GatewaysApi gateways,
        CatalogApi catalog,
        UnitsApi units,
        BudgetTreeApi tree,
        BudgetHistoryApi history,
        AdjustmentsApi adjustments,
        DoubtsApi doubts,
        BudgetRequestsApi requests,
        LedgerApi ledger,
        AlertsApi alerts,
        MembersApi members,
        InvitationsApi invitations,
        RolesApi roles,
        RoleGrantsApi grants,
        AccessApi access,
        GroupsApi groups,
        ServiceAccountsApi serviceAccounts,
        WorkloadTrustsApi workloadTrusts,
        SsoApi sso,
        SignInRuleApi signInRules,
        OwnSessionsApi ownSessions,
        MemberSessionsApi sessions,
        PasswordApi password,
        ScimApi scim,
        EncryptionKeysApi encryptionKeys) {

    /** The body, which every success carries. */
    public static <T> T body(ResponseEntity<T> response) {
        T body = response.getBody();
        if (body == null) {
            throw new UnreachableException("The control plane answered with nothing.", null);
        }
        return body;
    }

    /** A version as the entity tag that {@code If-Match} takes. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }
}
