package dev.bursar.policy.access;

import java.util.Arrays;
import java.util.Optional;

/** What a caller may do; roles are bundles of these. The text is stable and shown in refusals. */
public enum Action {
    /** What everybody in it sees. */
    ORGANIZATION_READ("organization.read", Breadth.PERSON),
    ORGANIZATION_WRITE("organization.write", Breadth.ORGANIZATION),
    ORGANIZATION_CREATE("organization.create", Breadth.ORGANIZATION),
    /** List all organizations of the installation; archive, restore and delete them. */
    ORGANIZATION_OPERATE("organization.operate", Breadth.ORGANIZATION),
    UNIT_READ("unit.read", Breadth.UNIT),
    /** Teams, projects and classes: create, rename, move, archive, delete. */
    UNIT_WRITE("unit.write", Breadth.UNIT),
    MEMBER_READ("member.read", Breadth.UNIT),
    /** Invite people; over the organization also suspend and remove them. */
    MEMBER_WRITE("member.write", Breadth.UNIT),
    /** Give roles and take them away; over the organization also make custom ones. */
    ROLE_WRITE("role.write", Breadth.UNIT),
    SCIM_READ("scim.read", Breadth.ORGANIZATION),
    /** The tokens with which an identity provider provisions people and groups by SCIM. */
    SCIM_WRITE("scim.write", Breadth.ORGANIZATION),
    /** One's own keys only. */
    KEY_READ_OWN("key.read_own", Breadth.PERSON),
    /** One's own keys only: issue, change, revoke. */
    KEY_WRITE_OWN("key.write_own", Breadth.PERSON),
    KEY_READ("key.read", Breadth.UNIT),
    KEY_WRITE("key.write", Breadth.UNIT),
    SERVICE_ACCOUNT_READ("service_account.read", Breadth.ORGANIZATION),
    /** Service accounts, their keys, and which workloads' tokens are believed. */
    SERVICE_ACCOUNT_WRITE("service_account.write", Breadth.ORGANIZATION),
    BUDGET_READ("budget.read", Breadth.UNIT),
    BUDGET_WRITE("budget.write", Breadth.UNIT),
    /** Ask for more of a budget that one's keys spend from; everyone who holds keys. */
    BUDGET_ASK("budget.ask", Breadth.PERSON),
    ALERT_READ("alert.read", Breadth.UNIT),
    /** What is watched, and who is told. */
    ALERT_WRITE("alert.write", Breadth.UNIT),
    PROVIDER_READ("provider.read", Breadth.ORGANIZATION),
    PROVIDER_WRITE("provider.write", Breadth.ORGANIZATION),
    /** Connect a provider at a loopback or private address. */
    PROVIDER_PRIVATE("provider.private", Breadth.ORGANIZATION),
    MODEL_READ("model.read", Breadth.PERSON),
    MODEL_WRITE("model.write", Breadth.ORGANIZATION),
    /** Usage of one's own keys only. */
    USAGE_READ_OWN("usage.read_own", Breadth.PERSON),
    USAGE_READ("usage.read", Breadth.UNIT),
    AUDIT_READ("audit.read", Breadth.ORGANIZATION),
    LEDGER_READ("ledger.read", Breadth.ORGANIZATION),
    /** Top-ups, refunds, corrections, closes, and rulings on money in doubt. */
    LEDGER_WRITE("ledger.write", Breadth.ORGANIZATION),
    GATEWAY_READ("gateway.read", Breadth.ORGANIZATION);

    /** What an action is about, and so what it means to hold it over a unit. */
    public enum Breadth {
        /** Oneself, and what everybody sees: held anywhere, it holds everywhere. */
        PERSON,
        /** What stands in the structure: held over a unit, it holds in its subtree. */
        UNIT,
        /** What belongs to the organization as a whole: held over a unit, it allows nothing. */
        ORGANIZATION
    }

    private final String text;
    private final Breadth breadth;

    Action(String text, Breadth breadth) {
        this.text = text;
        this.breadth = breadth;
    }

    public String text() {
        return text;
    }

    public Breadth breadth() {
        return breadth;
    }

    /** Whether it changes nothing. */
    public boolean reads() {
        return text.contains(".read");
    }

    public static Optional<Action> of(String text) {
        return Arrays.stream(values()).filter(a -> a.text.equals(text)).findFirst();
    }
}
