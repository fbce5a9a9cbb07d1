package dev.bursar.launcher;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The end of {@code up}: where everything is, and a first call. */
final class Summary {
    private final Ports ports;
    private final Welcome welcome;
    private final Optional<OutsideCompany> outside;

    /** @param outside where Keycloak is the issuer */
    Summary(Ports ports, Welcome welcome, Optional<OutsideCompany> outside) {
        this.ports = ports;
        this.welcome = welcome;
        this.outside = outside;
    }

    String json() {
        String logins = welcome.logins().stream()
                .map(login -> "{\"role\":" + quote(login.role()) + ",\"email\":" + quote(login.email())
                        + ",\"password\":" + quote(login.password()) + "}")
                .collect(Collectors.joining(","));
        return "{\"console\":" + quote(origin(ports.console())) + ",\"adminApi\":" + quote(origin(ports.admin()))
                + ",\"gateway\":" + quote(origin(ports.gateway())) + ",\"key\":" + quote(welcome.key())
                + ",\"logins\":["
                + logins + "]" + outside.map(OutsideCompany::json).orElse("") + "}";
    }

    String text() {
        return """

                Bursar is running.

                  Console    %s
                  Admin API  %s/admin/v1
                  Gateway    %s/v1

                Sign in to the console as

                %s%s
                A key, with a first call by curl:

                curl %s/v1/chat/completions \\
                  -H "Authorization: Bearer %s" \\
                  -H "Content-Type: application/json" \\
                  -d '{"model":"sandbox/echo","messages":[{"role":"user","content":"Hello"}]}'

                The same with OpenAI's Python SDK (the console shows it in more languages beside each new key):

                python3 -m venv /tmp/bursar-sdk && /tmp/bursar-sdk/bin/pip install -q openai && /tmp/bursar-sdk/bin/python - <<'END'
                from openai import OpenAI
                client = OpenAI(base_url="%s/v1", api_key="%s")
                answer = client.chat.completions.create(model="sandbox/echo", messages=[{"role": "user", "content": "Hello"}])
                print(answer.choices[0].message.content)
                END

                ./bursar status | logs | down
                """.formatted(
                        origin(ports.console()),
                        origin(ports.admin()),
                        origin(ports.gateway()),
                        logins(),
                        outside.map(OutsideCompany::text).orElse(""),
                        origin(ports.gateway()),
                        welcome.key(),
                        origin(ports.gateway()),
                        welcome.key());
    }

    private String logins() {
        return welcome.logins().stream()
                .map(login ->
                        String.format(Locale.ROOT, "  %-20s %-32s %s%n", login.role(), login.email(), login.password()))
                .collect(Collectors.joining());
    }

    private static String origin(int port) {
        return "http://127.0.0.1:" + port;
    }

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                default -> {
                    if (c < ' ') {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
