package dev.bursar.server.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.ServerApplication;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.platform.secret.TestSecrets;
import dev.bursar.server.testing.Eventually;
import dev.bursar.server.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.databind.JsonNode;

/** The key encryption key is replaced in a house that is lived in, and the old one thrown away. */
@WithPostgres
class KeyRotationTest {
    private static final String KEYS = "/admin/v1/encryption-keys";

    private final TestDatabase database;

    KeyRotationTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void replacesTheKeyAndLosesNothing() throws IOException {
        DemoServer before = DemoServer.start(database, Map.of());
        Path secrets = before.state().resolve("secrets");
        String organization = "/admin/v1/organizations/" + before.acme();
        String provider = seal(before, organization);
        String token = before.as("admin@acme.test")
                .post(organization + "/scim/tokens", "{\"name\":\"Kept\"}")
                .json()
                .path("secret")
                .asString();
        String invitation = before.as("admin@acme.test")
                .post(organization + "/invitations", "{\"email\":\"kept@acme.test\",\"roles\":[]}")
                .json()
                .path("token")
                .asString();
        before.close();
        replaceKey(secrets);

        DemoServer between = before.again();
        JsonNode keys = between.as("operator@acme.test").get(KEYS).json().path("keys");
        assertThat(keys).hasSize(2);
        assertThat(keys.at("/0/newest").booleanValue()).isTrue();
        assertThat(keys.at("/0/values").asLong()).isZero();
        assertThat(keys.at("/1/values").asLong()).isGreaterThanOrEqualTo(3);

        // Away too early: a trial says so, production does not start.
        Files.move(secrets.resolve("credential.kek.old"), secrets.resolve("kept"));
        new TestCertificates().write(secrets.resolve("node-tls"));
        assertThatThrownBy(() -> startInProduction(secrets))
                .hasMessageContaining(keys.at("/1/id").asString())
                .hasMessageContaining(keys.at("/1/values").asString() + " values are sealed under it")
                .hasMessageContaining("provider credentials")
                .hasMessageContaining("credential.kek.old");
        Files.move(secrets.resolve("kept"), secrets.resolve("credential.kek.old"));

        rotate(between, organization);
        between.close();
        Files.delete(secrets.resolve("credential.kek.old"));

        try (DemoServer after = before.again()) {
            Client operator = after.as("operator@acme.test");
            assertThat(operator.get(KEYS).json().path("keys")).hasSize(1);
            assertThat(after.withToken(token)
                            .get("/scim/v2/" + after.acme() + "/Users")
                            .status())
                    .isEqualTo(200);
            assertThat(accept(after, organization, invitation).status()).isEqualTo(200);
            assertThat(credentialOpens(after, provider)).isTrue();
        }
        startInProduction(secrets);
    }

    private void rotate(DemoServer server, String organization) {
        Client operator = server.as("operator@acme.test");
        assertThat(server.as("admin@acme.test").post(KEYS + "/rotation", null).code())
                .isEqualTo("action_missing");
        assertThat(operator.post(KEYS + "/rotation/cancel", null).code()).isEqualTo("rotation_not_running");
        Answer begun = operator.post(KEYS + "/rotation", null);
        assertThat(begun.status()).as(begun.body()).isEqualTo(200);
        assertThat(begun.json().path("state").asString()).isEqualTo("running");
        Eventually.until(
                "everything is under the newest key",
                () -> operator.get(KEYS).json().at("/rotation/state").asString().equals("done"));
        JsonNode done = operator.get(KEYS).json();
        assertThat(done.at("/rotation/wrapped").asLong()).isGreaterThanOrEqualTo(3);
        assertThat(done.at("/rotation/unreadable").asLong()).isZero();
        assertThat(done.at("/rotation/organizations").asLong())
                .isEqualTo(done.at("/rotation/allOrganizations").asLong());
        assertThat(done.at("/keys/1/values").asLong()).isZero();
        assertThat(server.as("auditor@acme.test")
                        .get(organization + "/audit?resourceKind=encryption_key")
                        .json()
                        .path("items")
                        .findValuesAsString("action"))
                .contains("secrets.rewrapped");
    }

    /** A provider's credential, and a webhook with its address and its secret. @return the provider's id */
    private static String seal(DemoServer server, String organization) {
        Client admin = server.as("admin@acme.test");
        Answer channel = admin.post(
                organization + "/alert-channels",
                "{\"kind\":\"webhook\",\"name\":\"Rotated\",\"target\":\"https://hooks.example.com/very-secret\"}");
        assertThat(channel.status()).as(channel.body()).isEqualTo(201);
        Answer provider = admin.post(
                organization + "/providers",
                "{\"name\":\"Rotated\",\"slug\":\"rotated\",\"baseUrl\":\"https://api.example.com/v1\","
                        + "\"credential\":\"sk-of-the-rotation-1234\"}");
        assertThat(provider.status()).as(provider.body()).isEqualTo(201);
        return provider.json().path("id").asString();
    }

    private boolean credentialOpens(DemoServer server, String provider) {
        return OpenedCredential.of(server, provider).equals("sk-of-the-rotation-1234");
    }

    private static Answer accept(DemoServer server, String organization, String token) {
        server.bean(dev.bursar.server.identity.Accounts.class)
                .put("kept", "kept@acme.test", "Kept", "nine purple walruses");
        String login = server.withToken(null)
                .post("/issuer/token", "{\"email\":\"kept@acme.test\",\"password\":\"nine purple walruses\"}")
                .json()
                .path("access_token")
                .asString();
        return server.withToken(login).post(organization + "/invitations/accept", "{\"token\":\"" + token + "\"}");
    }

    /** As an operator does it. */
    private static void replaceKey(Path secrets) throws IOException {
        Files.move(secrets.resolve("credential.kek"), secrets.resolve("credential.kek.old"));
        Files.writeString(secrets.resolve("credential.kek"), Base64.getEncoder().encodeToString(TestSecrets.key()));
    }

    private void startInProduction(Path secrets) {
        List<String> arguments = new ArrayList<>(List.of(
                "--bursar.secrets-directory=" + secrets,
                "--bursar.issuer.embedded=false",
                "--server.port=0",
                "--bursar.node.port=0"));
        database.springProperties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
        new SpringApplicationBuilder(ServerApplication.class)
                .profiles("production")
                .run(arguments.toArray(String[]::new))
                .close();
    }
}
