package dev.bursar.adminui.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

/** The real start, with nobody at the address of the control plane and no client secret written yet. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "bursar.console.admin-api-url=http://127.0.0.1:1",
            "bursar.console.issuer-url=http://127.0.0.1:1",
            "bursar.secrets-directory=target/no-such-directory",
            "vaadin.productionMode=true"
        })
class SignInTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    private int port;

    @Test
    void whoIsNotSignedInComesToTheStepBeforeTheIssuer() throws Exception {
        HttpResponse<String> response = get("/o/acme/keys");
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("location").orElse("")).endsWith("/sign-in");
    }

    @Test
    void saysInPlainWordsThatTheControlPlaneIsAway() throws Exception {
        HttpResponse<String> response = get("/sign-in");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .contains("The control plane cannot be reached")
                .contains("Try again")
                .doesNotContain("Exception");
    }

    @Test
    void closesWhatCanBeClosedInHeaders() throws Exception {
        HttpResponse<String> response = get("/sign-in");
        assertThat(response.headers().firstValue("content-security-policy").orElse(""))
                .contains("frame-ancestors 'none'")
                .contains("default-src 'self'");
        assertThat(response.headers().firstValue("x-frame-options")).hasValue("DENY");
        assertThat(response.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    }

    @Test
    void showsNothingOfTheConsoleToWhoIsNotSignedIn() throws Exception {
        assertThat(get("/?v-r=init").statusCode()).isNotEqualTo(200);
        assertThat(get("/actuator/env").statusCode()).isNotEqualTo(200);
        assertThat(get("/actuator/health", "application/json").statusCode()).isEqualTo(200);
        assertThat(get("/bursar/mark.svg").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, "text/html");
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", accept)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
