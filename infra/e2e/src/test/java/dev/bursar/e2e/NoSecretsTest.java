package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * After the whole run, with all its kills, refusals and faults: no secret and no prompt in what any process wrote, in an
 * audit entry, or in an answer that is an error.
 */
@EndToEnd
@Order(95)
class NoSecretsTest {
    private static final String PROMPT = "prompt-canary-5f0c2a7e";
    private static final int LEAST_LENGTH = 16;

    private final House house;
    private final Admin admin;

    NoSecretsTest(House house) {
        this.house = house;
        this.admin = house.admin("Organization admin");
    }

    @Test
    void showsNoneInLogsAuditEntriesAndErrors() throws IOException {
        var issued = admin.issue("No secrets", "1.00");
        List<String> errors = talk(house.client(issued));
        Map<String, String> secrets = secrets();
        secrets.put("an issued key", issued.secret());
        secrets.put("a prompt", PROMPT);
        secrets.put("an access token", SignIn.accessToken(house, house.login("Organization admin")));
        Map<String, String> outputs = Map.of(
                "logs", house.everythingLogged(),
                "audit entries", audit(),
                "errors", String.join("\n", errors));
        assertThat(outputs.get("logs")).isNotEmpty();
        assertThat(outputs.get("audit entries")).contains("No secrets");
        outputs.forEach((where, text) -> secrets.forEach((what, secret) ->
                assertThat(text.contains(secret)).as(what + " in " + where).isFalse()));
        System.out.println("Searched for " + secrets.size() + " secrets and a prompt in "
                + outputs.values().stream().mapToInt(String::length).sum() + " characters of logs, audit and errors");
    }

    /** @return answers that are errors */
    private static List<String> talk(GatewayClient client) {
        String body = GatewayClient.body("sandbox/echo").replace("Hello", PROMPT);
        assertThat(client.chat(body).status()).isEqualTo(200);
        List<String> errors = new ArrayList<>();
        for (String broken : List.of(
                body.replace("\"stream\":false", "\"stream\":\"" + PROMPT + "\""),
                body.replace("sandbox/echo", "nobody/has-it"),
                body.substring(0, body.length() - 3))) {
            GatewayClient.Answer answer = client.chat(broken);
            assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
            errors.add(answer.body());
        }
        return errors;
    }

    private String audit() {
        StringBuilder all = new StringBuilder();
        @Nullable String cursor = null;
        do {
            var page = admin.audit.list(admin.organization, null, null, null, null, cursor, 200);
            page.items().forEach(entry -> all.append(entry).append('\n'));
            cursor = page.next();
        } while (cursor != null);
        return all.toString();
    }

    /** All that lies in the secrets directory as text, and the passwords of people. */
    private Map<String, String> secrets() throws IOException {
        Map<String, String> secrets = new TreeMap<>();
        Path folder = house.bursar.home().resolve("secrets");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().matches(".*(\\.p12|\\.pub\\.pem|\\.crt)")) {
                    secrets.put(folder.relativize(file).toString(), essence(Files.readString(file)));
                }
            }
        }
        house.logins.forEach(login -> secrets.put("password of " + login.email(), login.password()));
        secrets.put("the demo's key", house.key);
        secrets.values().removeIf(secret -> secret.length() < 8);
        assertThat(secrets).hasSizeGreaterThan(8);
        return secrets;
    }

    /** Of a PEM or JSON text its longest line's middle, which no other text has. */
    private static String essence(String text) {
        String line = text.lines()
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElse("")
                .strip();
        return line.length() > 4 * LEAST_LENGTH ? line.substring(LEAST_LENGTH, 3 * LEAST_LENGTH) : line;
    }
}
