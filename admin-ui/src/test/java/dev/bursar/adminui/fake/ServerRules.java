package dev.bursar.adminui.fake;

import dev.bursar.adminapi.access.CreateRoleGrant;
import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminapi.budget.CreateBudget;
import dev.bursar.adminapi.common.AdminApi;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.notice.AlertRule;
import dev.bursar.adminapi.notice.WriteAlertRule;
import dev.bursar.adminapi.organization.CreateUnit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which action each operation of the Admin API needs, and where, as {@code operation-rules.txt} says it beside the
 * interfaces. Without a line there an operation is refused, so that a new one is not forgotten.
 */
final class ServerRules {
    private static final Map<String, Rule> RULES = rules();

    private final FakeHouse house;

    ServerRules(FakeHouse house) {
        this.house = house;
    }

    private record Rule(String where, List<String> actions) {}

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new HashMap<>();
        lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int colon = line.indexOf(':');
            List<String> words = List.of(line.substring(colon + 1).strip().split(" ", -1));
            for (String operation : line.substring(0, colon).split(" ", -1)) {
                rules.put(operation, new Rule(words.getFirst(), words.subList(1, words.size())));
            }
        });
        return rules;
    }

    private static Stream<String> lines() {
        try (InputStream file = AdminApi.class.getResourceAsStream("operation-rules.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
            throw new AssertionError("Say in operation-rules.txt what " + name + " needs.");
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
