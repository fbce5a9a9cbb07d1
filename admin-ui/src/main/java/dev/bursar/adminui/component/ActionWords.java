package dev.bursar.adminui.component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What roles are made of, in words, by what they are about. */
public final class ActionWords {
    private static final Map<String, String> WORDS = new LinkedHashMap<>();
    private static final Map<String, String> CAPABILITIES = new LinkedHashMap<>();

    static {
        WORDS.put("organization.read", "See the organization and its settings");
        WORDS.put("organization.write", "Change the organization's settings");
        WORDS.put("organization.create", "Create organizations");
        WORDS.put("organization.operate", "List, archive, restore and delete organizations");
        WORDS.put("unit.read", "See teams, projects and classes");
        WORDS.put("unit.write", "Create, rename, move, archive and delete teams, projects and classes");
        WORDS.put("member.read", "See people and their roles");
        WORDS.put("member.write", "Invite people; over the whole organization also suspend and remove them");
        WORDS.put("role.write", "Grant and take roles; over the whole organization also make custom ones");
        WORDS.put("key.read_own", "See one's own keys");
        WORDS.put("key.write_own", "Issue, change and revoke one's own keys");
        WORDS.put("key.read", "See everybody's keys");
        WORDS.put("key.write", "Issue, change and revoke everybody's keys");
        WORDS.put("budget.read", "See budgets");
        WORDS.put("budget.write", "Create and change budgets, decide on requests for more");
        WORDS.put("budget.ask", "Ask for more of a budget");
        WORDS.put("alert.read", "See alerts");
        WORDS.put("alert.write", "Choose what is watched, and who is told");
        WORDS.put("provider.read", "See providers");
        WORDS.put("provider.write", "Connect and change providers");
        WORDS.put("provider.private", "Connect providers at private addresses");
        WORDS.put("model.read", "See the catalog of models");
        WORDS.put("model.write", "Add models and prices");
        WORDS.put("usage.read_own", "See the usage of one's own keys");
        WORDS.put("usage.read", "See everybody's usage");
        WORDS.put("audit.read", "Read the audit log");
        WORDS.put("ledger.read", "Read the ledger");
        WORDS.put("ledger.write", "Post to the ledger, close months, rule on money in doubt");
        WORDS.put("gateway.read", "See gateways and their health");
        CAPABILITIES.put("organization", "Organization");
        CAPABILITIES.put("unit", "Teams");
        CAPABILITIES.put("member", "People");
        CAPABILITIES.put("role", "Roles");
        CAPABILITIES.put("service_account", "Service accounts");
        CAPABILITIES.put("workload", "Workload identity");
        CAPABILITIES.put("sso", "Single sign-on");
        CAPABILITIES.put("scim", "Provisioning");
        CAPABILITIES.put("key", "Keys");
        CAPABILITIES.put("budget", "Budgets");
        CAPABILITIES.put("ledger", "Ledger");
        CAPABILITIES.put("usage", "Usage");
        CAPABILITIES.put("alert", "Alerts");
        CAPABILITIES.put("model", "Models");
        CAPABILITIES.put("provider", "Providers");
        CAPABILITIES.put("audit", "Audit");
        CAPABILITIES.put("gateway", "Gateways");
    }

    private ActionWords() {}

    /** {@code key.write} to {@code Issue, change and revoke everybody's keys}. */
    public static String of(String action) {
        return WORDS.getOrDefault(action, Words.sentence(action));
    }

    private static String capabilityOf(String action) {
        int dot = action.indexOf('.');
        String name = dot < 0 ? action : action.substring(0, dot);
        return CAPABILITIES.getOrDefault(name, Words.sentence(name));
    }

    /** The same actions by what they are about, in the order of the rail. */
    public static Map<String, List<String>> byCapability(Collection<String> actions) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        CAPABILITIES.values().forEach(capability -> groups.put(capability, new ArrayList<>()));
        for (String action : actions) {
            groups.computeIfAbsent(capabilityOf(action), capability -> new ArrayList<>())
                    .add(action);
        }
        groups.values().removeIf(List::isEmpty);
        return groups;
    }
}
