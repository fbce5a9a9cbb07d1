package dev.bursar.adminui.shell;

import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.controlplane.Action;
import java.util.Arrays;
import java.util.List;

/** The pages of the rail. */
enum Destination {
    BUDGETS(Group.SPEND, "Budgets", "budgets", Icon.WALLET, Action.READ_BUDGETS),
    USAGE(Group.SPEND, "Usage", "usage", Icon.CHART, Action.READ_USAGE),
    LEDGER(Group.SPEND, "Ledger", "ledger", Icon.LEDGER, Action.READ_LEDGER),
    REQUESTS(Group.SPEND, "Requests for more", "requests-for-more", Icon.HAND, Action.READ_REQUESTS_FOR_MORE),
    IN_DOUBT(Group.SPEND, "In doubt", "in-doubt", Icon.DOUBT, Action.READ_BUDGETS),
    KEYS(Group.ACCESS, "Keys", "keys", Icon.KEY, Action.READ_KEYS),
    TEAMS(Group.ACCESS, "Teams", "teams", Icon.TEAM, Action.READ_UNITS),
    PEOPLE(Group.ACCESS, "People", "people", Icon.PEOPLE, Action.READ_MEMBERS),
    SERVICE_ACCOUNTS(Group.ACCESS, "Service accounts", "service-accounts", Icon.MACHINE, Action.READ_SERVICE_ACCOUNTS),
    SINGLE_SIGN_ON(Group.ACCESS, "Single sign-on", "single-sign-on", Icon.SHIELD, Action.READ_SINGLE_SIGN_ON),
    PROVISIONING(Group.ACCESS, "Provisioning", "scim", Icon.PLUG, Action.READ_SCIM),
    CATALOG(Group.MODELS, "Catalog", "catalog", Icon.CATALOG, Action.READ_MODELS),
    PROVIDERS(Group.MODELS, "Providers", "providers", Icon.PLUG, Action.READ_PROVIDERS),
    ALERTS(Group.CONTROL, "Alerts", "alerts", Icon.BELL, Action.READ_ALERTS),
    AUDIT(Group.CONTROL, "Audit", "audit", Icon.AUDIT, Action.READ_AUDIT),
    GATEWAYS(Group.PLATFORM, "Gateways", "gateways", Icon.SERVER, Action.READ_GATEWAYS),
    ORGANIZATIONS(Group.PLATFORM, "Organizations", "organizations", Icon.BUILDING, Action.OPERATE_ORGANIZATIONS),
    SETTINGS(Group.PLATFORM, "Settings", "settings", Icon.SETTINGS, Action.READ_ORGANIZATION);

    /** What a reader comes for. */
    enum Group {
        SPEND("Spend"),
        ACCESS("Access"),
        MODELS("Models"),
        CONTROL("Control"),
        PLATFORM("Platform");

        private final String label;

        Group(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        List<Destination> destinations() {
            return Arrays.stream(Destination.values())
                    .filter(destination -> destination.group == this)
                    .toList();
        }
    }

    private final Group group;
    private final String label;
    private final String path;
    private final Icon icon;
    private final Action needed;

    Destination(Group group, String label, String path, Icon icon, Action needed) {
        this.group = group;
        this.label = label;
        this.path = path;
        this.icon = icon;
        this.needed = needed;
    }

    String label() {
        return label;
    }

    String path() {
        return path;
    }

    Icon icon() {
        return icon;
    }

    Action needed() {
        return needed;
    }
}
