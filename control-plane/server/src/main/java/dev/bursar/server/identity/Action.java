package dev.bursar.server.identity;

import java.util.Arrays;
import java.util.Optional;

/** What a caller may do; {@link Role}s are bundles of these. The text is stable and shown in refusals. */
public enum Action {
    ORGANIZATION_READ("organization.read"),
    ORGANIZATION_WRITE("organization.write"),
    ORGANIZATION_CREATE("organization.create"),
    /** Teams, projects and classes: create, rename, move, archive. */
    UNIT_WRITE("unit.write"),
    MEMBER_READ("member.read"),
    MEMBER_WRITE("member.write"),
    /** One's own keys only. */
    KEY_READ_OWN("key.read_own"),
    /** One's own keys only: issue, change, revoke. */
    KEY_WRITE_OWN("key.write_own"),
    KEY_READ("key.read"),
    KEY_WRITE("key.write"),
    BUDGET_READ("budget.read"),
    BUDGET_WRITE("budget.write"),
    /** Ask for more of a budget that one's keys spend from; everyone who holds keys. */
    BUDGET_ASK("budget.ask"),
    ALERT_READ("alert.read"),
    /** What is watched, and who is told. */
    ALERT_WRITE("alert.write"),
    PROVIDER_READ("provider.read"),
    PROVIDER_WRITE("provider.write"),
    /** Connect a provider at a loopback or private address. */
    PROVIDER_PRIVATE("provider.private"),
    MODEL_READ("model.read"),
    MODEL_WRITE("model.write"),
    /** Usage of one's own keys only. */
    USAGE_READ_OWN("usage.read_own"),
    USAGE_READ("usage.read"),
    AUDIT_READ("audit.read"),
    LEDGER_READ("ledger.read"),
    /** Top-ups, refunds, corrections, closes, and rulings on money in doubt. */
    LEDGER_WRITE("ledger.write"),
    GATEWAY_READ("gateway.read");

    private final String text;

    Action(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public static Optional<Action> of(String text) {
        return Arrays.stream(values()).filter(a -> a.text.equals(text)).findFirst();
    }
}
