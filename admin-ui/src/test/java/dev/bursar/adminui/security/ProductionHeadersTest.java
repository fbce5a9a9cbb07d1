package dev.bursar.adminui.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The real start in the production profile, behind a proxy that ends TLS. */
@ActiveProfiles("production")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "bursar.console.admin-api-url=http://127.0.0.1:1",
            "bursar.console.issuer-url=https://127.0.0.1:1",
            "vaadin.productionMode=true"
        })
class ProductionHeadersTest {
    @TempDir
    static Path secrets = Path.of("");

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        Files.writeString(secrets.resolve("console-client.secret"), "k3mpt-urf-97-loz");
        registry.add("bursar.secrets-directory", secrets::toString);
    }

    @Test
    void holdsBrowsersToHttpsForAYearWithAllSubdomains() throws Exception {
        assertThat(get("https")
                        .headers()
                        .firstValue("strict-transport-security")
                        .orElse(""))
                .contains("max-age=31536000", "includeSubDomains");
    }

    @Test
    void givesACookieThatIsForThisHostAndForHttpsAlone() throws Exception {
        assertThat(get("https").headers().allValues("set-cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-BURSAR_CONSOLE=")
                        .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Domain"));
    }

    private HttpResponse<String> get(String scheme) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/o/acme/keys"))
                                .header("accept", "text/html")
                                .header("x-forwarded-proto", scheme)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
