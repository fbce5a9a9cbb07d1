package dev.bursar.adminui.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.server.VaadinServletContext;
import com.vaadin.flow.server.startup.ApplicationRouteRegistry;
import com.vaadin.flow.spring.SpringServlet;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/** The real start with sign-in: every page of the registry, as anonymous. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "bursar.console.admin-api-url=http://127.0.0.1:1",
            "bursar.console.issuer-url=http://127.0.0.1:1",
            "bursar.secrets-directory=target/no-such-directory",
            "vaadin.productionMode=true"
        })
class AnonymousWalkTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    private ServletContext servlets;

    @Autowired
    private ServletRegistrationBean<SpringServlet> vaadin;

    @Value("${local.server.port}")
    private int port;

    @Test
    void sendsWhoIsNotSignedInFromEveryPageToTheSignIn() throws Exception {
        List<String> templates =
                ApplicationRouteRegistry.getInstance(new VaadinServletContext(servlets)).getRegisteredRoutes().stream()
                        .map(route -> route.getTemplate())
                        .toList();
        assertThat(templates).hasSizeGreaterThan(20);
        for (String template : templates) {
            String path = "/" + template.replaceAll(":[a-zA-Z]+\\??(\\([^)]*\\))?", "x");
            HttpResponse<String> answer = send("GET", path);
            assertThat(answer.statusCode()).as(path).isEqualTo(302);
            assertThat(answer.headers().firstValue("location").orElse(""))
                    .as(path)
                    .endsWith("/sign-in");
            assertThat(answer.body()).as(path).isEmpty();
        }
        System.out.println("Views walked as anonymous: " + templates.size() + " (all)");
    }

    @Test
    void answersNoCallOfTheClientEngineWithoutASession() throws Exception {
        for (String call : List.of("/?v-r=uidl&v-uiId=0", "/?v-r=init", "/?v-r=heartbeat&v-uiId=0", "/?v-r=push")) {
            for (String method : List.of("GET", "POST")) {
                HttpResponse<String> answer = send(method, call);
                assertThat(answer.body()).as(method + " " + call).doesNotContain("\"changes\":[", "execute", "Bursar");
                if (answer.statusCode() == 200) {
                    assertThat(answer.body()).as(method + " " + call).matches("|.*\"appError\".*");
                }
            }
        }
    }

    /** Vaadin's servlet answers the first and third, after a forward; nobody else's headers would be on them. */
    @Test
    void tellsBrowsersTheSameWithEveryAnswer() throws Exception {
        Set<String> nonces = new HashSet<>();
        for (String path : List.of("/?v-r=uidl&v-uiId=0", "/sign-in", "/?v-r=init", "/bursar/mark.svg", "/o/acme")) {
            HttpResponse<String> answer = send("GET", path);
            String policy =
                    answer.headers().firstValue("content-security-policy").orElse("");
            assertThat(policy)
                    .as(path)
                    .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                    .containsPattern("script-src 'self' 'nonce-[A-Za-z0-9_-]{24}' 'unsafe-eval';");
            nonces.add(policy.replaceAll(".*'nonce-([^']+)'.*", "$1"));
            assertThat(answer.headers().firstValue("x-content-type-options"))
                    .as(path)
                    .hasValue("nosniff");
            assertThat(answer.headers().firstValue("referrer-policy")).as(path).hasValue("same-origin");
            assertThat(answer.headers().firstValue("permissions-policy").orElse(""))
                    .as(path)
                    .contains("camera=()");
            assertThat(answer.headers().firstValue("cross-origin-opener-policy"))
                    .as(path)
                    .hasValue("same-origin");
            assertThat(answer.headers().firstValue("cache-control")).as(path).isPresent();
            assertThat(answer.headers().map()).as(path).doesNotContainKeys("server", "x-powered-by");
            assertThat(answer.headers().allValues("set-cookie"))
                    .as(path)
                    .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
        }
        assertThat(nonces).hasSize(5);
    }

    /** Else the heartbeats of a tab that was left open would keep it for ever. */
    @Test
    void endsASessionThatNobodyUsesAfterHalfAnHour() {
        assertThat(servlets.getSessionTimeout()).isEqualTo(30);
        assertThat(Objects.requireNonNull(vaadin.getServlet())
                        .getService()
                        .getDeploymentConfiguration()
                        .isCloseIdleSessions())
                .isTrue();
    }

    @Test
    void speaksOfHttpsOnlyToWhoCameByIt() throws Exception {
        assertThat(send("GET", "/sign-in").headers().firstValue("strict-transport-security"))
                .isEmpty();
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
                        .header("accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
