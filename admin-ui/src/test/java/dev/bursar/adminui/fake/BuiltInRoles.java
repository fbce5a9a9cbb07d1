package dev.bursar.adminui.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the house's own roles may do, and how far each action reaches. */
final class BuiltInRoles {
    static final Map<String, String> BREADTHS = new LinkedHashMap<>();

    private static final Map<String, List<String>> ROLES = new LinkedHashMap<>();

    static {
        breadth("person", "organization.read key.read_own key.write_own budget.ask model.read usage.read_own");
        breadth(
                "unit",
                "unit.read unit.write member.read member.write role.write key.read key.write budget.read budget.write"
                        + " alert.read alert.write usage.read");
        breadth(
                "organization",
                "organization.write organization.create organization.operate provider.read provider.write"
                        + " provider.private model.write audit.read ledger.read ledger.write gateway.read service_account.read service_account.write"
                        + " scim.read scim.write");
        List<String> admin = new ArrayList<>(BREADTHS.keySet());
        admin.removeAll(List.of("organization.create", "organization.operate", "provider.private"));
        ROLES.put("organization_admin", List.copyOf(admin));
        role(
                "finance",
                "organization.read unit.read member.read key.read_own key.write_own key.read budget.read budget.write"
                        + " budget.ask alert.read alert.write provider.read model.read usage.read_own usage.read"
                        + " audit.read ledger.read ledger.write");
        role(
                "team_admin",
                "organization.read unit.read unit.write member.read member.write role.write key.read_own key.write_own"
                        + " key.read key.write budget.read budget.write budget.ask alert.read alert.write model.read"
                        + " usage.read_own usage.read");
        role(
                "instructor",
                "organization.read unit.read member.read key.read_own key.write_own key.read key.write budget.read"
                        + " budget.ask alert.read model.read usage.read_own usage.read");
        role("member", "organization.read unit.read key.read_own key.write_own budget.ask model.read usage.read_own");
        role(
                "auditor",
                "organization.read unit.read member.read key.read_own key.read budget.read alert.read provider.read"
                        + " model.read usage.read_own usage.read audit.read ledger.read gateway.read"
                        + " service_account.read scim.read");
        role(
                "platform_operator",
                "organization.read unit.read organization.create organization.operate provider.read provider.write"
                        + " provider.private model.read model.write gateway.read");
    }

    private BuiltInRoles() {}

    private static void breadth(String breadth, String actions) {
        for (String action : actions.split(" ", -1)) {
            BREADTHS.put(action, breadth);
        }
    }

    private static void role(String name, String actions) {
        ROLES.put(name, List.of(actions.split(" ", -1)));
    }

    static Map<String, List<String>> all() {
        return ROLES;
    }

    static List<String> actions(String role) {
        return ROLES.getOrDefault(role, List.of());
    }
}
