package dev.bursar.adminui.controlplane;

import dev.bursar.adminapi.me.Me;
import java.util.Collection;
import java.util.List;

/** What the console asks before it shows something. Each is allowed by any one of the Admin API's actions it names. */
public enum Action {
    READ_KEYS("key.read", "key.read_own"),
    /** One's own at least. */
    ISSUE_KEYS("key.write", "key.write_own"),
    /** Those of others too. */
    WRITE_EVERY_KEY("key.write"),
    READ_BUDGETS("budget.read"),
    WRITE_BUDGETS("budget.write"),
    /** One's own requests for more at least. */
    READ_REQUESTS_FOR_MORE("budget.read", "budget.ask"),
    ASK_FOR_MORE("budget.ask"),
    READ_LEDGER("ledger.read"),
    /** Money in doubt is ruled on with it, too. */
    WRITE_LEDGER("ledger.write"),
    READ_ALERTS("alert.read"),
    WRITE_ALERTS("alert.write"),
    READ_UNITS("unit.read"),
    WRITE_UNITS("unit.write"),
    READ_USAGE("usage.read", "usage.read_own"),
    READ_MODELS("model.read"),
    WRITE_MODELS("model.write"),
    READ_PROVIDERS("provider.read"),
    WRITE_PROVIDERS("provider.write"),
    CONNECT_PRIVATE_PROVIDERS("provider.private"),
    READ_SERVICE_ACCOUNTS("service_account.read"),
    /** Trusts in workloads' tokens, too. */
    WRITE_SERVICE_ACCOUNTS("service_account.write"),
    READ_MEMBERS("member.read"),
    /** Of the whole organization only: whoever reads the people of a team sees nothing of it. */
    READ_SINGLE_SIGN_ON("member.read"),
    /** Invite people; over the organization also suspend and remove them. */
    WRITE_MEMBERS("member.write"),
    /** Grant roles and take them; over the organization also make custom ones. */
    WRITE_ROLES("role.write"),
    READ_SCIM("scim.read"),
    WRITE_SCIM("scim.write"),
    READ_AUDIT("audit.read"),
    READ_GATEWAYS("gateway.read"),
    READ_ORGANIZATION("organization.read"),
    WRITE_ORGANIZATION("organization.write"),
    CREATE_ORGANIZATIONS("organization.create"),
    /** All of the installation. */
    OPERATE_ORGANIZATIONS("organization.operate");

    private final List<String> anyOf;

    Action(String... anyOf) {
        this.anyOf = List.of(anyOf);
    }

    /** Held over a unit it shows nothing, whatever its text does there. */
    boolean isOfOrganization() {
        return this == READ_SINGLE_SIGN_ON;
    }

    List<String> anyOf() {
        return anyOf;
    }

    /** Over the whole organization. */
    public boolean isHeldBy(Me.Membership membership) {
        return isAmong(membership.actions());
    }

    boolean isAmong(Collection<String> actions) {
        return anyOf.stream().anyMatch(actions::contains);
    }
}
