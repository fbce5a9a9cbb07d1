package dev.bursar.adminui.security;

import dev.bursar.adminui.ConsoleProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The step before the issuer's page: says so in plain words when the issuer cannot be reached. */
@RestController
class SignInController {
    static final String PATH = "/sign-in";
    private static final String AUTHORIZATION = "/oauth2/authorization/" + IssuerRegistration.ID;
    /** As Spring Security's request cache names it. */
    private static final String SAVED_REQUEST = "SPRING_SECURITY_SAVED_REQUEST";

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient http;
    private final URI probe;
    private final String page;

    SignInController(ConsoleProperties properties) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(properties.connectTimeout())
                .build();
        this.probe = URI.create(properties.keysUrl());
        this.page = template();
    }

    @GetMapping(PATH)
    ResponseEntity<String> signIn(
            @RequestParam(required = false) @Nullable String failed,
            @RequestParam(required = false) @Nullable String connection,
            @RequestParam(required = false) @Nullable String again,
            HttpServletRequest request) {
        if (!isIssuerUp()) {
            return notice(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The control plane cannot be reached",
                    "Nobody can sign in until it answers. This page tries again every few seconds.",
                    "<meta http-equiv=\"refresh\" content=\"4;url=" + PATH + "\">");
        }
        if (failed != null) {
            return notice(
                    HttpStatus.UNAUTHORIZED,
                    "Sign-in did not complete",
                    "The control plane did not confirm who you are. Try again; if it stays like this, ask whoever"
                            + " runs Bursar for the log of the console.",
                    "");
        }
        if (again != null) {
            comeBack(request, again);
        }
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(AUTHORIZATION + (again == null ? through(connection) : "?" + SignInWishes.AGAIN)))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    /** To the page that needs it; to none of another site. */
    private static void comeBack(HttpServletRequest request, String page) {
        boolean own = page.matches("/o/[A-Za-z0-9/_-]{1,200}");
        request.getSession().setAttribute(SAVED_REQUEST, new SimpleSavedRequest(own ? page : "/"));
    }

    /** For a test sign-in: straight to this one of the organization's providers. */
    private static String through(@Nullable String connection) {
        return connection != null && connection.matches("[A-Za-z0-9-]{1,200}")
                ? "?" + SignInWishes.CONNECTION + "=" + connection
                : "";
    }

    private boolean isIssuerUp() {
        HttpRequest request = HttpRequest.newBuilder(probe).timeout(PATIENCE).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ResponseEntity<String> notice(HttpStatus status, String title, String text, String head) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(page.replace("{title}", title)
                        .replace("{text}", text)
                        .replace("{head}", head)
                        .replace("{retry}", PATH));
    }

    private static String template() {
        try (InputStream in = SignInController.class.getResourceAsStream("notice.html")) {
            if (in == null) {
                throw new IllegalStateException("notice.html is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
