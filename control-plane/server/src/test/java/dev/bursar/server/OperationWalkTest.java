package dev.bursar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Walks every operation of the Admin API as anonymous, as another tenant, with another tenant's ids, as a role that
 * may not, and with a field too many. The operations come from the OpenAPI document, so a new one is walked at once.
 */
@WithDemoServer
class OperationWalkTest {
    /** The installation's own: walked as everybody but its operator. */
    private static final String ORGANIZATIONS = "/admin/v1/organizations";
    /** Of whoever runs the installation. */
    private static final String PLATFORM = ORGANIZATIONS + "|/admin/v1/encryption-keys(/.*)?";

    /** Belongs to no organization, and is about the caller alone. There is nothing else. */
    private static final String ONESELF = "/admin/v1/me";

    private final DemoServer server;
    private final List<Operation> operations;

    OperationWalkTest(DemoServer server) {
        this.server = server;
        this.operations = Operation.all(
                server.withToken(null).get("/admin/v1/openapi.json").json());
        furnishMachines();
    }

    /** The demo has no programs; a refused name means that they are there. */
    private void furnishMachines() {
        String organization = "/admin/v1/organizations/" + server.acme();
        Client admin = server.as("admin@acme.test");
        Answer account = admin.post(organization + "/service-accounts", "{\"name\":\"walked\"}");
        if (account.status() == 201) {
            admin.post(
                    organization + "/workload-trusts",
                    "{\"name\":\"walked\",\"issuer\":\"http://127.0.0.1:9\",\"subjectPattern\":\"x\",\"serviceAccountId\":\""
                            + account.json().path("id").asString() + "\"}");
        }
    }

    @Test
    void findsTheOperations() {
        assertThat(operations).hasSizeGreaterThan(60);
        System.out.println("Operations of the Admin API that are walked: " + operations.size() + " (all)");
        assertThat(operations.stream()
                        .filter(o -> !o.path().contains("{organizationId}"))
                        .filter(o -> !o.path().matches(PLATFORM))
                        .filter(o -> !o.path().matches(ONESELF + "(/.*)?"))
                        .map(Operation::name))
                .isEmpty();
    }

    @Test
    void refusesAnonymousCallersEverywhere() {
        for (Operation operation : operations) {
            Operation concrete =
                    operation.in(server.acme()).with(UUID.randomUUID().toString());
            for (String token : new String[] {null, "", "x", "a.b.c"}) {
                Answer answer = send(server.withToken(token), concrete);
                assertThat(answer.status()).as(operation.name()).isEqualTo(401);
                assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
            }
        }
    }

    @Test
    void hidesAnOrganizationFromOthersEverywhere() {
        String before = Fingerprint.of(server);
        List<String> ids = idsOfAcme();
        for (Operation operation : inOrganizations().toList()) {
            for (String id : operation.path().matches(".*}.*}.*") ? ids : ids.subList(0, 1)) {
                Operation concrete = operation.in(server.acme()).with(id);
                Answer answer = send(server.as("admin@globex.test"), concrete);
                assertThat(answer.status())
                        .as(concrete.name() + " " + answer.body())
                        .isEqualTo(404);
            }
        }
        assertThat(Fingerprint.of(server)).isEqualTo(before);
    }

    @Test
    void hidesOthersThingsInOnesOwnOrganization() {
        String before = Fingerprint.of(server);
        List<Operation> named =
                inOrganizations().filter(o -> o.path().matches(".*}.*}.*")).toList();
        assertThat(named).hasSizeGreaterThan(8);
        for (Operation operation : named) {
            for (String id : idsOfAcme()) {
                Operation concrete = operation.in(server.globex()).with(id);
                Answer answer = send(server.as("admin@globex.test"), concrete);
                assertThat(answer.status())
                        .as(concrete.name() + " " + answer.body())
                        .isEqualTo(404);
            }
        }
        assertThat(Fingerprint.of(server)).isEqualTo(before);
    }

    @Test
    void letsAnAuditorReadEverythingAndWriteNothing() {
        String before = Fingerprint.of(server);
        Client auditor = server.as("auditor@acme.test");
        for (Operation operation : inOrganizations().toList()) {
            Operation concrete =
                    operation.in(server.acme()).with(UUID.randomUUID().toString());
            Answer answer = send(auditor, concrete);
            if (concrete.method().equals("GET")) {
                assertThat(answer.status())
                        .as(concrete.name() + " " + answer.body())
                        .isIn(200, 400, 404);
            } else {
                assertThat(answer.status())
                        .as(concrete.name() + " " + answer.body())
                        .isIn(403, 404);
            }
        }
        assertThat(send(auditor, new Operation("POST", "/admin/v1/organizations", "{\"name\":\"x\",\"slug\":\"x\"}"))
                        .status())
                .isEqualTo(403);
        assertThat(Fingerprint.of(server)).isEqualTo(before);
    }

    static Stream<String> others() {
        return Stream.of("finance@acme.test", "teamadmin@acme.test", "instructor@acme.test", "member@acme.test");
    }

    @ParameterizedTest
    @MethodSource("others")
    void keepsProvidersModelsAndOrganizationsFromThoseWhoDoNotRunThem(String email) {
        Client client = server.as(email);
        for (Operation operation : operations) {
            boolean write = !operation.method().equals("GET");
            if (write && operation.path().matches(".*/(providers|models)(/.*)?|.*/organizations|.*organizationId}")) {
                Operation concrete =
                        operation.in(server.acme()).with(UUID.randomUUID().toString());
                assertThat(send(client, concrete).status())
                        .as(email + " " + concrete.name())
                        .isEqualTo(403);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"admin@acme.test", "finance@acme.test", "lead@acme.test", "member@acme.test", "admin@globex.test"
            })
    void keepsTheInstallationFromEverybodyButItsOperator(String email) {
        String before = Fingerprint.of(server);
        Client client = server.as(email);
        List<Operation> platform =
                operations.stream().filter(o -> o.path().matches(PLATFORM)).toList();
        assertThat(platform).hasSize(5);
        for (Operation operation : platform) {
            assertThat(send(client, operation).status()).as(operation.name()).isEqualTo(403);
        }
        for (String operation : List.of("archive", "restore", "delete")) {
            String path = ORGANIZATIONS + "/" + server.acme() + "/" + operation;
            String body = operation.equals("delete") ? "{\"name\":\"x\"}" : "";
            Answer answer = send(client, new Operation("POST", path, body));
            assertThat(answer.status()).as(email + " " + path).isEqualTo(email.endsWith("acme.test") ? 403 : 404);
        }
        assertThat(Fingerprint.of(server)).isEqualTo(before);
    }

    @Test
    void refusesAFieldTooManyInEveryRecord() {
        int records = 0;
        for (Operation operation : operations) {
            if (!operation.body().isEmpty()) {
                String body = operation
                        .body()
                        .replaceFirst("}$", ",\"organizationId\":\"x\"}")
                        .replace("{,", "{");
                Operation concrete = new Operation(operation.method(), operation.path(), body)
                        .in(server.acme())
                        .with(UUID.randomUUID().toString());
                Answer answer = send(server.as("admin@acme.test"), concrete);
                assertThat(answer.status())
                        .as(concrete.name() + " " + answer.body())
                        .isEqualTo(400);
                assertThat(answer.code()).as(concrete.name()).isEqualTo("unknown_field");
                records++;
            }
        }
        assertThat(records).isGreaterThan(8);
    }

    private Stream<Operation> inOrganizations() {
        return operations.stream().filter(o -> o.path().contains("{organizationId}"));
    }

    private static Answer send(Client client, Operation operation) {
        return operation.send(client);
    }

    /** Everything that another tenant could name. */
    private List<String> idsOfAcme() {
        Client admin = server.as("admin@acme.test");
        List<String> ids = new ArrayList<>();
        for (String list :
                List.of("keys", "budgets", "providers", "members", "units", "service-accounts", "workload-trusts")) {
            JsonNode items = admin.get("/admin/v1/organizations/" + server.acme() + "/" + list)
                    .json()
                    .path("items");
            assertThat(items.isEmpty()).as(list).isFalse();
            ids.add(items.path(0).path("id").asString());
        }
        return ids;
    }
}
