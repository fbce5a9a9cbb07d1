package dev.bursar.adminui.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpServer;
import dev.bursar.adminapi.common.Problem;
import dev.bursar.adminapi.key.IssueKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

class AdminApiClientTest {
    private static final UUID ORGANIZATION = UUID.randomUUID();

    private final HttpServer server;
    private String asked = "";
    private int status = 200;
    private String answer = "{}";
    private String challenge = "Bearer";

    AdminApiClientTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked = exchange.getRequestURI().toString();
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void asksForInstantsAsScriptsWould() {
        answer = """
                {"from":"2026-03-03T00:00:00Z","to":"2026-03-04T00:00:00Z","grain":"hour","totals":{"cost":
                {"usd":"0","nanos":0},"requests":0,"refusals":0,"failures":0,"promptTokens":0,"completionTokens":0},
                "series":[],"groups":[]}
                """;
        OffsetDateTime from = OffsetDateTime.parse("2026-03-03T00:00:00.123456Z");
        client().usage().report(ORGANIZATION, from, from.plusDays(1), "hour", null, null);
        assertThat(asked)
                .startsWith("/admin/v1/organizations/" + ORGANIZATION + "/usage/report?")
                .contains("from=2026-03-03T00%3A00%3A00.123456Z")
                .doesNotContain("keyId");
    }

    @Test
    void carriesAProblemWithItsFields() {
        status = 400;
        answer = """
                {"type":"https://bursar.dev/problems/amount_invalid","title":"Bad request","status":400,
                "code":"amount_invalid","detail":"An amount in USD.",
                "errors":[{"field":"capUsd","code":"amount_invalid","message":"Not an amount."}]}
                """;
        assertThatThrownBy(() -> client().keys().issue(ORGANIZATION, null, key()))
                .asInstanceOf(type(RefusedException.class))
                .satisfies(refused -> {
                    assertThat(refused.sentence()).isEqualTo("An amount in USD.");
                    assertThat(refused.fieldErrors())
                            .containsExactly(new Problem.FieldError("capUsd", "amount_invalid", "Not an amount."));
                });
    }

    @Test
    void saysSoWhenAnErrorIsNotOneOfTheControlPlane() {
        status = 502;
        answer = "<html>proxy</html>";
        assertThatThrownBy(() -> client().me().me())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("status 502")
                .hasMessageNotContaining("html");
    }

    @Test
    void asksToSignInAgainWhereTheTokenIsNotTaken() {
        status = 401;
        assertThatThrownBy(() -> client().me().me()).isInstanceOf(SignInAgainException.class);
    }

    @Test
    void takesATokenThatIsTooOldForOneThingForNoEndOfTheSession() {
        status = 401;
        challenge = "Bearer error=\"insufficient_user_authentication\", max_age=\"600\"";
        answer = """
                {"type":"https://bursar.dev/problems/insufficient_user_authentication","title":"Unauthorized","status":401,
                "code":"insufficient_user_authentication","detail":"You signed in more than 10 minutes ago."}
                """;
        assertThatThrownBy(() -> client().ownSessions().endAll())
                .asInstanceOf(type(RefusedException.class))
                .satisfies(refused -> assertThat(refused.wantsSignInAgain()).isTrue());
    }

    @Test
    void tellsAControlPlaneThatIsAwayFromARefusal() {
        ControlPlane client = client();
        server.stop(0);
        assertThatThrownBy(() -> client.me().me()).isInstanceOf(UnreachableException.class);
    }

    private ControlPlane client() {
        return AdminApiConfiguration.over(
                RestClient.builder()
                        .baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .requestFactory(new JdkClientHttpRequestFactory())
                        .requestInterceptor(new FailureInterceptor()),
                JsonMapper.shared());
    }

    private static IssueKey key() {
        return new IssueKey("Course 7", null, "x", null, null, null, null, null);
    }
}
