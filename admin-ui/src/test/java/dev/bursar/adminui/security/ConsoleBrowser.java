package dev.bursar.adminui.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** With its cookies; it is led nowhere by itself. */
final class ConsoleBrowser {
    private static final int MOST_STEPS = 6;
    private static final String PAGE = "/o/acme/budgets";

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();
    private final URI console;

    ConsoleBrowser(ConfigurableApplicationContext console) {
        this.console = URI.create("http://127.0.0.1:" + console.getEnvironment().getProperty("local.server.port"));
    }

    void signIn() {
        List<URI> way = follow("/oauth2/authorization/bursar");
        assertThat(isSignedIn()).as("signed in by " + way).isTrue();
    }

    /** Where it is led until it is at a page of the console. */
    List<URI> follow(String path) {
        List<URI> way = new ArrayList<>(List.of(console.resolve(path)));
        for (int step = 0; step < MOST_STEPS; step++) {
            URI at = way.getLast();
            Optional<String> next = send(HttpRequest.newBuilder(at)).headers().firstValue("location");
            if (next.isEmpty()) {
                return way;
            }
            way.add(at.resolve(next.get()));
        }
        throw new AssertionError("led in circles: " + way);
    }

    /** Not led to the sign-in page. There is no built page in tests: what is there instead does not matter. */
    boolean isSignedIn() {
        return send(HttpRequest.newBuilder(console.resolve(PAGE))).statusCode() != 302;
    }

    /** As the page's script does: it begins, and asks for the view at this address. */
    HttpResponse<String> open() {
        JsonNode begun = JsonMapper.shared()
                .readTree(send(HttpRequest.newBuilder(console.resolve("/?v-r=init&location=&query=")))
                        .body());
        String call = """
                {"csrfToken":"%s","rpc":[{"type":"event","node":1,"event":"ui-navigate","data":{"route":"%s","query":"",
                 "appShellTitle":"","trigger":"","historyState":{"idx":0}}}],"syncId":%s,"clientId":0}""".formatted(
                        begun.at("/appConfig/uidl/Vaadin-Security-Key").asString(),
                        PAGE.substring(1),
                        begun.at("/appConfig/uidl/syncId"));
        return send(HttpRequest.newBuilder(console.resolve(
                        "/?v-r=uidl&v-uiId=" + begun.at("/appConfig/v-uiId").asInt()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(call)));
    }

    HttpResponse<String> post(String path, String form) {
        return send(HttpRequest.newBuilder(console.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
