package dev.bursar.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.bursar.adminapi.common.AdminApi;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.access.People;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * Holds the control plane against {@code operation-rules.txt}, which says of each operation what it needs: whoever holds
 * every other action is refused, and whoever holds only that one, and reads what it writes, is not refused for want of an action.
 */
@WithDemoServer
class OperationRulesTest {
    private final DemoServer server;
    private final Client admin;
    private final People people;
    private final String roles;
    private final List<String> assignable;
    private final Map<String, Rule> rules;
    private final Map<String, Operation> operations;

    private record Rule(String where, List<String> actions) {
        /** Whether there is nothing to find before the action is asked for. */
        boolean isAskedFirst() {
            return where.equals("organization") || where.equals("anywhere");
        }
    }

    OperationRulesTest(DemoServer server) throws IOException {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.people = new People(server, server.acme());
        this.roles = "/admin/v1/organizations/" + server.acme() + "/roles";
        this.assignable = admin.get(roles + "/actions")
                .json()
                .valueStream()
                .filter(one -> one.path("held").asBoolean())
                .map(one -> one.path("action").asString())
                .toList();
        this.rules = rules();
        this.operations = operations();
    }

    @Test
    void everyOperationHasItsRuleAndEveryRuleItsOperation() {
        assertThat(operations).hasSizeGreaterThan(100);
        assertThat(operations.keySet().stream().filter(name -> rule(name) == null))
                .isEmpty();
        assertThat(rules.keySet().stream()
                        .filter(name -> operations.keySet().stream()
                                .noneMatch(one -> one.equals(name) || name.equals(interfaceOf(one) + ".*"))))
                .isEmpty();
    }

    @Test
    void refusesWhoeverHoldsEverythingElse() {
        Holder holder = new Holder("everything.else@acme.test");
        List<String> wrong = new ArrayList<>();
        byActions(false).forEach((actions, names) -> {
            holder.holds(
                    assignable.stream().filter(one -> !actions.contains(one)).toList());
            for (String name : names) {
                Answer answer = holder.send(name);
                boolean named = operation(name).namesOne();
                if (answer.status() != 403 && !(answer.status() == 404 && named)) {
                    wrong.add(name + " without " + actions + ": " + answer.status() + " " + answer.body());
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void letsInWhoeverHoldsOneThatIsEnough() {
        Holder holder = new Holder("only.that@acme.test");
        List<String> wrong = new ArrayList<>();
        byActions(true)
                .forEach((actions, names) -> actions.stream()
                        .filter(assignable::contains)
                        .forEach(action -> {
                            holder.holds(withReading(action));
                            for (String name : names) {
                                Answer answer = holder.send(name);
                                if (answer.status() == 403 && answer.code().equals("action_missing")) {
                                    wrong.add(name + " with " + action + ": " + answer.body());
                                }
                            }
                        }));
        assertThat(wrong).isEmpty();
    }

    /** An answer shows what was written, so whoever writes reads, too. */
    private List<String> withReading(String action) {
        String reading = action.substring(0, action.indexOf('.')) + ".read";
        return Stream.of(action, reading)
                .filter(assignable::contains)
                .distinct()
                .toList();
    }

    /** Operations by what they need: nobody's role is changed more often than needed. */
    private Map<List<String>, List<String>> byActions(boolean askedFirst) {
        return operations.keySet().stream()
                .filter(name -> !needed(name).actions().isEmpty())
                .filter(name -> !askedFirst || needed(name).isAskedFirst())
                .collect(Collectors.groupingBy(name -> needed(name).actions()));
    }

    /** Somebody whose one role is changed as the test goes on. */
    private final class Holder {
        private final Client client;
        private final String role;

        Holder(String email) {
            role = admin.post(roles, "{\"name\":\"" + email + "\",\"actions\":[\"key.read\"]}")
                    .json()
                    .path("id")
                    .asString();
            client =
                    people.joined(admin, email, "{\"roleId\":\"" + role + "\"}").client();
        }

        void holds(List<String> actions) {
            String body = "{\"name\":\"" + role + "\",\"actions\":[\"" + String.join("\",\"", actions) + "\"]}";
            Answer changed = admin.send("PUT", roles + "/" + role, body, Map.of());
            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        }

        /** To the organization, about something that is not there. */
        Answer send(String name) {
            return operation(name)
                    .in(server.acme())
                    .with(UUID.randomUUID().toString())
                    .send(client);
        }
    }

    private Operation operation(String name) {
        return Objects.requireNonNull(operations.get(name));
    }

    private Rule needed(String name) {
        return Objects.requireNonNull(rule(name), name);
    }

    private @Nullable Rule rule(String name) {
        Rule own = rules.get(name);
        return own == null ? rules.get(interfaceOf(name) + ".*") : own;
    }

    private static String interfaceOf(String name) {
        return name.substring(0, name.indexOf('.'));
    }

    private static Map<String, Rule> rules() throws IOException {
        Map<String, Rule> rules = new HashMap<>();
        try (InputStream file = AdminApi.class.getResourceAsStream("operation-rules.txt")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] halves = line.split(": ", 2);
                List<String> words = List.of(halves[1].split(" ", -1));
                for (String name : halves[0].split(" ", -1)) {
                    rules.put(name, new Rule(words.getFirst(), words.subList(1, words.size())));
                }
            });
        }
        return rules;
    }

    /** By the names of their interface and method. */
    private Map<String, Operation> operations() {
        Map<String, Operation> byAddress =
                Operation.all(server.withToken(null)
                                .get("/admin/v1/openapi.json")
                                .json())
                        .stream()
                        .collect(Collectors.toMap(Operation::name, one -> one));
        Map<String, Operation> named = new TreeMap<>();
        new ClassFileImporter()
                .importPackages("dev.bursar.adminapi").stream()
                        .filter(one -> one.isAnnotatedWith(HttpExchange.class))
                        .flatMap(one -> Stream.of(one.reflect()))
                        .flatMap(one -> Arrays.stream(one.getDeclaredMethods()))
                        .forEach(method -> {
                            Operation operation = byAddress.get(address(method));
                            if (operation != null) {
                                named.put(
                                        method.getDeclaringClass().getSimpleName() + "." + method.getName(), operation);
                            }
                        });
        assertThat(named.values()).containsExactlyInAnyOrderElementsOf(byAddress.values());
        return named;
    }

    private static String address(Method method) {
        HttpExchange of = Objects.requireNonNull(
                AnnotatedElementUtils.findMergedAnnotation(method.getDeclaringClass(), HttpExchange.class));
        HttpExchange own =
                Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(method, HttpExchange.class));
        return own.method() + " " + of.url() + own.url();
    }
}
