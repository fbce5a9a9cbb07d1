package dev.bursar.adminui.fake;

import dev.bursar.adminapi.access.CreateRoleGrant;
import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminapi.budget.CreateBudget;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.notice.AlertRule;
import dev.bursar.adminapi.notice.WriteAlertRule;
import dev.bursar.adminapi.organization.CreateUnit;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which action each operation of the Admin API needs, and where: as the control plane's controllers say it. Without a
 * line here an operation is refused, so that a new one is not forgotten.
 */
final class ServerRules {
    /**
     * Operations, then where the action is needed, then the actions, of which one is enough. {@code anywhere}: over some
     * unit at least; {@code self}: of others; {@code installation}: in whichever organization; a place: where that thing stands; {@code open}: nobody is refused, or the
     * fake decides.
     */
    private static final String LINES = """
            MeApi.me PasswordApi.change OwnSessionsApi.* InvitationsApi.accept: open
            OrganizationsApi.create: organization organization.create
            OrganizationsApi.list OrganizationsApi.archive OrganizationsApi.restore OrganizationsApi.delete: organization organization.operate
            EncryptionKeysApi.*: organization organization.operate
            OrganizationsApi.impact: organization organization.operate budget.read
            OrganizationsApi.get: organization organization.read
            OrganizationsApi.update: organization organization.write
            KeysApi.issue: anywhere key.write key.write_own
            KeysApi.list KeysApi.get: anywhere key.read key.read_own
            KeysApi.update KeysApi.revoke: key key.write
            BudgetsApi.create: newBudget budget.write
            BudgetsApi.list BudgetsApi.get BudgetTreeApi.* DoubtsApi.list: anywhere budget.read
            BudgetsApi.leases BudgetHistoryApi.burnDown BudgetHistoryApi.periods AdjustmentsApi.list: budget budget.read
            BudgetsApi.update BudgetsApi.archive BudgetHistoryApi.preview AdjustmentsApi.create AdjustmentsApi.end: budget budget.write
            DoubtsApi.resolve: organization ledger.write
            BudgetRequestsApi.list BudgetRequestsApi.get: anywhere budget.ask budget.read
            BudgetRequestsApi.ask: anywhere budget.ask
            BudgetRequestsApi.approve BudgetRequestsApi.decline BudgetRequestsApi.withdraw: open
            UsageApi.*: anywhere usage.read usage.read_own
            AuditApi.*: organization audit.read
            GatewaysApi.*: organization gateway.read
            CatalogApi.providers CatalogApi.provider CatalogApi.hosts: organization provider.read
            CatalogApi.connect CatalogApi.updateProvider: organization provider.write
            CatalogApi.models: anywhere model.read
            CatalogApi.addModel: organization model.write
            LedgerApi.entries LedgerApi.entry LedgerApi.accounts LedgerApi.check: organization ledger.read
            LedgerApi.topUp LedgerApi.refund LedgerApi.correct LedgerApi.close LedgerApi.checkNow: organization ledger.write
            UnitsApi.create: newUnit unit.write
            UnitsApi.list UnitsApi.get: anywhere unit.read
            UnitsApi.impact UnitsApi.moveImpact: unit unit.write budget.read
            UnitsApi.update UnitsApi.archive UnitsApi.restore UnitsApi.delete: unit unit.write
            AlertsApi.alerts AlertsApi.rules: anywhere alert.read
            AlertsApi.createRule: newRule alert.write
            AlertsApi.updateRule AlertsApi.archiveRule: rule alert.write
            AlertsApi.channels AlertsApi.deliveries: organization alert.read
            AlertsApi.createChannel AlertsApi.archiveChannel AlertsApi.testChannel: organization alert.write
            MembersApi.list GroupsApi.* InvitationsApi.list RoleGrantsApi.list RolesApi.list RolesApi.get RolesApi.actions: anywhere member.read
            MembersApi.get AccessApi.*: self member.read
            MembersApi.update MembersApi.suspend MembersApi.reactivate MembersApi.remove: organization member.write
            MemberSessionsApi.list: organization audit.read member.write
            MemberSessionsApi.endAll MemberSessionsApi.end: organization member.write
            InvitationsApi.create InvitationsApi.resend InvitationsApi.revoke: anywhere member.write
            RolesApi.create RolesApi.update RolesApi.delete: organization role.write
            RoleGrantsApi.create: newGrant role.write
            RoleGrantsApi.revoke: grant role.write
            ServiceAccountsApi.list ServiceAccountsApi.get ServiceAccountsApi.keys: organization service_account.read
            ServiceAccountsApi.create ServiceAccountsApi.update ServiceAccountsApi.issueKey ServiceAccountsApi.revokeKey: organization service_account.write
            WorkloadTrustsApi.list WorkloadTrustsApi.get: organization service_account.read
            WorkloadTrustsApi.create WorkloadTrustsApi.update WorkloadTrustsApi.remove: organization service_account.write
            SsoApi.get SsoApi.connection SsoApi.impact: organization member.read
            SsoApi.vouch: installation organization.operate
            SsoApi.*: organization organization.write
            ScimApi.connection ScimApi.tokens ScimApi.resources: organization scim.read
            ScimApi.issue ScimApi.revoke: organization scim.write
            """;

    private static final Map<String, Rule> RULES = rules();

    private final FakeHouse house;

    ServerRules(FakeHouse house) {
        this.house = house;
    }

    private record Rule(String where, List<String> actions) {}

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new HashMap<>();
        LINES.lines().forEach(line -> {
            int colon = line.indexOf(':');
            List<String> words = List.of(line.substring(colon + 1).strip().split(" ", -1));
            for (String operation : line.substring(0, colon).split(" ", -1)) {
                rules.put(operation, new Rule(words.getFirst(), words.subList(1, words.size())));
            }
        });
        return rules;
    }

    static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    /** @throws dev.bursar.adminui.controlplane.RefusedException 403, as the control plane would */
    void check(Method method, Object @Nullable [] arguments) {
        String name = name(method);
        Rule rule =
                RULES.getOrDefault(name, RULES.get(method.getDeclaringClass().getSimpleName() + ".*"));
        if (rule == null) {
            throw new AssertionError("Say in ServerRules what " + name + " needs.");
        }
        if (!allows(rule, arguments == null ? new Object[0] : arguments)) {
            throw FakeHouse.refused(403, "action_missing", name + " needs one of " + rule.actions() + " there.");
        }
    }

    private boolean allows(Rule rule, Object[] arguments) {
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        return switch (rule.where()) {
            case "open" -> true;
            case "anywhere" -> rule.actions().stream().anyMatch(caller::mayAnywhere);
            case "self" ->
                FakeHouse.ADA.equals(arguments[1]) || rule.actions().stream().anyMatch(caller::mayAnywhere);
            case "installation" ->
                house.operatesElsewhere || rule.actions().stream().anyMatch(action -> caller.may(action, null));
            case "organization" -> rule.actions().stream().anyMatch(action -> caller.may(action, null));
            case "key" -> ownKey(caller, arguments) || in(caller, rule, place(rule.where(), arguments));
            default -> in(caller, rule, place(rule.where(), arguments));
        };
    }

    private static boolean in(FakeAuthority caller, Rule rule, @Nullable UUID place) {
        return rule.actions().stream().anyMatch(action -> caller.may(action, place));
    }

    private boolean ownKey(FakeAuthority caller, Object[] arguments) {
        return caller.may("key.write_own", null)
                && keys(arguments).anyMatch(key -> FakeHouse.ADA.equals(key.ownerMemberId()));
    }

    private Stream<Key> keys(Object[] arguments) {
        return house.keys.stream().filter(key -> key.id().equals(arguments[1]));
    }

    /** Null: the organization itself, or nothing that is there. */
    private @Nullable UUID place(String where, Object[] arguments) {
        return switch (where) {
            case "key" -> keys(arguments).findFirst().map(Key::unitId).orElse(null);
            case "unit" -> (UUID) arguments[1];
            case "budget" -> unitOfBudget((UUID) arguments[1]);
            case "rule" ->
                house.rules.stream()
                        .filter(rule -> rule.id().equals(arguments[1]))
                        .findFirst()
                        .map(AlertRule::unitId)
                        .orElse(null);
            case "grant" ->
                house.grants.stream()
                        .filter(grant -> grant.id().equals(arguments[1]))
                        .findFirst()
                        .map(RoleGrant::unitId)
                        .orElse(null);
            case "newUnit" -> ((CreateUnit) arguments[2]).parentId();
            case "newGrant" -> ((CreateRoleGrant) arguments[2]).unitId();
            case "newRule" -> unitOfBudget(((WriteAlertRule) arguments[2]).budgetId());
            case "newBudget" -> unitOf((CreateBudget) arguments[2]);
            default -> throw new AssertionError("ServerRules knows no place " + where);
        };
    }

    private @Nullable UUID unitOfBudget(@Nullable UUID budgetId) {
        return house.budgets.stream()
                .filter(budget -> budget.id().equals(budgetId))
                .findFirst()
                .map(budget -> FakeBudgets.unitOf(house, budget))
                .orElse(null);
    }

    private @Nullable UUID unitOf(CreateBudget request) {
        return switch (request.scope()) {
            case "team", "project", "class" -> request.scopeId();
            case "key" ->
                house.keys.stream()
                        .filter(key -> key.id().equals(request.scopeId()))
                        .findFirst()
                        .map(Key::unitId)
                        .orElse(null);
            default -> null;
        };
    }
}
