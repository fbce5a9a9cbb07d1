package dev.bursar.server.identity;

import static dev.bursar.policy.access.Action.*;

import dev.bursar.policy.access.Action;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The built-in roles. The text form, {@code organization_admin}, is what tables and the Admin API carry. */
public enum Role {
    ORGANIZATION_ADMIN(EnumSet.complementOf(EnumSet.of(ORGANIZATION_CREATE, ORGANIZATION_OPERATE, PROVIDER_PRIVATE))),
    FINANCE(EnumSet.of(
            ORGANIZATION_READ,
            UNIT_READ,
            MEMBER_READ,
            KEY_READ_OWN,
            KEY_WRITE_OWN,
            KEY_READ,
            BUDGET_READ,
            BUDGET_WRITE,
            BUDGET_ASK,
            ALERT_READ,
            ALERT_WRITE,
            PROVIDER_READ,
            MODEL_READ,
            USAGE_READ_OWN,
            USAGE_READ,
            AUDIT_READ,
            LEDGER_READ,
            LEDGER_WRITE)),
    TEAM_ADMIN(EnumSet.of(
            ORGANIZATION_READ,
            UNIT_READ,
            UNIT_WRITE,
            MEMBER_READ,
            MEMBER_WRITE,
            ROLE_WRITE,
            KEY_READ_OWN,
            KEY_WRITE_OWN,
            KEY_READ,
            KEY_WRITE,
            BUDGET_READ,
            BUDGET_WRITE,
            BUDGET_ASK,
            ALERT_READ,
            ALERT_WRITE,
            MODEL_READ,
            USAGE_READ_OWN,
            USAGE_READ)),
    /** Hands keys to a class; sees what the class spends, never who else spends what. */
    INSTRUCTOR(EnumSet.of(
            ORGANIZATION_READ,
            UNIT_READ,
            MEMBER_READ,
            KEY_READ_OWN,
            KEY_WRITE_OWN,
            KEY_READ,
            KEY_WRITE,
            BUDGET_READ,
            BUDGET_ASK,
            ALERT_READ,
            MODEL_READ,
            USAGE_READ_OWN,
            USAGE_READ)),
    MEMBER(EnumSet.of(
            ORGANIZATION_READ, UNIT_READ, KEY_READ_OWN, KEY_WRITE_OWN, BUDGET_ASK, MODEL_READ, USAGE_READ_OWN)),
    /** Reads everything, writes nothing. */
    AUDITOR(EnumSet.of(
            ORGANIZATION_READ,
            UNIT_READ,
            MEMBER_READ,
            SCIM_READ,
            KEY_READ_OWN,
            KEY_READ,
            SERVICE_ACCOUNT_READ,
            BUDGET_READ,
            ALERT_READ,
            PROVIDER_READ,
            MODEL_READ,
            USAGE_READ_OWN,
            USAGE_READ,
            AUDIT_READ,
            LEDGER_READ,
            GATEWAY_READ)),
    /** Runs the installation: organizations, gateways, providers at private addresses. */
    PLATFORM_OPERATOR(EnumSet.of(
            ORGANIZATION_READ,
            UNIT_READ,
            ORGANIZATION_CREATE,
            ORGANIZATION_OPERATE,
            PROVIDER_READ,
            PROVIDER_WRITE,
            PROVIDER_PRIVATE,
            MODEL_READ,
            MODEL_WRITE,
            GATEWAY_READ));

    private final Set<Action> actions;

    Role(Set<Action> actions) {
        this.actions = Collections.unmodifiableSet(actions);
    }

    public Set<Action> actions() {
        return actions;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(r -> r.text().equals(text)).findFirst();
    }
}
