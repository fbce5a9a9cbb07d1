package dev.bursar.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** No key, credential, password or token in any log line, audit entry, row or error, however talkative the log. */
@WithDemoServer
class NoSecretsLeakTest {
    private static final String CREDENTIAL = "sk-leak-canary-0123456789abcdef";
    private static final String PASSWORD = "password-canary-0123456789";

    private final DemoServer server;

    NoSecretsLeakTest(DemoServer server) {
        this.server = server;
    }

    @Test
    void showsNoSecretAnywhere() throws Exception {
        Logger ours = (Logger) LoggerFactory.getLogger("dev.bursar");
        Logger web = (Logger) LoggerFactory.getLogger("org.springframework.web");
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        ours.setLevel(Level.TRACE);
        web.setLevel(Level.DEBUG);
        List<String> answers;
        List<String> secrets = new ArrayList<>(List.of(CREDENTIAL, PASSWORD));
        try {
            answers = exercise(secrets);
        } finally {
            root.detachAppender(lines);
            ours.setLevel(null);
            web.setLevel(null);
        }
        secrets.addAll(secretFiles());
        StringBuilder output = new StringBuilder();
        lines.list.forEach(line -> {
            output.append(line.getFormattedMessage()).append('\n');
            if (line.getThrowableProxy() != null) {
                output.append(line.getThrowableProxy().getMessage()).append('\n');
            }
        });
        for (String secret : secrets) {
            assertThat(output).doesNotContain(secret);
            assertThat(String.join("\n", answers)).doesNotContain(secret);
            assertThat(database()).doesNotContain(secret);
        }
    }

    /** @return answers that may hold no secret */
    private List<String> exercise(List<String> secrets) {
        Client admin = server.as("admin@acme.test");
        String organization = "/admin/v1/organizations/" + server.acme();
        List<String> answers = new ArrayList<>();
        Answer issued = admin.send(
                "POST", organization + "/keys", "{\"name\":\"canary\"}", Map.of("Idempotency-Key", "canary-1"));
        String key = issued.json().path("secret").asString();
        secrets.add(key.substring(22));
        secrets.add(admin.token());
        answers.add(admin.get(organization + "/keys?search=canary").body());
        answers.add(server.withToken(key).get("/admin/v1/me").body());
        String provider = "{\"name\":\"c\",\"slug\":\"canary\",\"credential\":\"" + CREDENTIAL + "\"";
        answers.add(admin.post(organization + "/providers", provider + ",\"nope\":1}")
                .body());
        answers.add(admin.post(organization + "/providers", provider + ",\"baseUrl\":\"http://x\"}")
                .body());
        answers.add(admin.post(organization + "/providers", provider + ",\"slug\":{}")
                .body());
        answers.add(admin.post(organization + "/providers", "{\"" + CREDENTIAL.substring(0, 5) + "\":1}")
                .body());
        answers.add(admin.post(organization + "/providers", provider + ",\"baseUrl\":\"https://api.example.com\"}")
                .body());
        answers.add(server.withToken(null)
                .post("/issuer/token", "{\"email\":\"admin@acme.test\",\"password\":\"" + PASSWORD + "\"}")
                .body());
        answers.add(server.withToken(null)
                .post("/issuer/token", "{\"email\":5,\"password\":\"" + PASSWORD + "\"}")
                .body());
        answers.add(admin.get(organization + "/audit?size=200").body());
        return answers;
    }

    private List<String> secretFiles() throws Exception {
        List<String> contents = new ArrayList<>();
        for (String file : List.of("fleet.secret", "credential.kek", "console-client.secret")) {
            contents.add(Files.readString(server.state().resolve("secrets").resolve(file))
                    .strip());
        }
        contents.add(server.passwordOf("admin@acme.test"));
        contents.add(server.demo().path("key").asString().substring(22));
        return contents;
    }

    /** The whole database as text, both organizations. */
    private String database() {
        return server.database().asOwner(owner -> {
            StringBuilder all = new StringBuilder();
            for (String organization : List.of(server.acme(), server.globex())) {
                owner.transaction(tx -> {
                    tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", organization);
                    List<String> tables = tx.dsl()
                            .fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                                    + " AND tablename NOT LIKE 'catalog_%'")
                            .getValues(0, String.class);
                    for (String table : tables) {
                        tx.dsl()
                                .fetch("SELECT t::text FROM " + table + " t")
                                .forEach(row -> all.append(row.get(0)).append('\n'));
                    }
                });
            }
            return all.toString();
        });
    }
}
