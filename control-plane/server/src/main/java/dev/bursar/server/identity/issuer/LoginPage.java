package dev.bursar.server.identity.issuer;

import dev.bursar.server.identity.LoginHints;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The sign-in page: one HTML file with four places to fill in. */
@RestController
@ConditionalOnProperty(name = "bursar.issuer.embedded", matchIfMissing = true)
class LoginPage {
    private final String template;
    private final ObjectProvider<LoginHints> hints;

    LoginPage(ObjectProvider<LoginHints> hints) {
        this.template = read("issuer/login.html");
        this.hints = hints;
    }

    @GetMapping("/login")
    ResponseEntity<String> login(HttpServletRequest request, CsrfToken csrf) {
        String page = template.replace("{{csrf.name}}", HtmlUtils.htmlEscape(csrf.getParameterName()))
                .replace("{{csrf.token}}", HtmlUtils.htmlEscape(csrf.getToken()))
                .replace("{{message}}", message(request))
                .replace("{{demo}}", demo(hints.getIfAvailable()));
        return html(page);
    }

    /** Where a sign-in ends that no application asked for. */
    @GetMapping("/signed-in")
    ResponseEntity<String> signedIn() {
        return html(read("issuer/signed-in.html"));
    }

    private static ResponseEntity<String> html(String page) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(page);
    }

    private static String message(HttpServletRequest request) {
        if (request.getParameter("locked") != null) {
            return note("error", "Too many failures. Wait before you try again: the wait grows with each failure.");
        }
        if (request.getParameter("error") != null) {
            return note("error", "E-mail or password is wrong.");
        }
        return request.getParameter("logout") == null ? "" : note("calm", "You are signed out.");
    }

    private static String note(String kind, String text) {
        return "<p class=\"note " + kind + "\" role=\"alert\">" + text + "</p>";
    }

    private static String demo(@Nullable LoginHints hints) {
        List<LoginHints.Hint> all = hints == null ? List.of() : hints.hints();
        if (all.isEmpty()) {
            return "";
        }
        return "<section class=\"demo\" aria-label=\"Demo logins\"><h2>Demo logins</h2><p>One click fills in the form.</p>"
                + "<div class=\"people\">"
                + all.stream().map(LoginPage::button).collect(Collectors.joining())
                + "</div></section>";
    }

    private static String button(LoginHints.Hint hint) {
        return "<button type=\"button\" data-email=\"" + HtmlUtils.htmlEscape(hint.email()) + "\" data-password=\""
                + HtmlUtils.htmlEscape(hint.password()) + "\"><strong>" + HtmlUtils.htmlEscape(hint.role())
                + "</strong><span>" + HtmlUtils.htmlEscape(hint.email()) + "</span></button>";
    }

    private static String read(String resource) {
        try (InputStream in = LoginPage.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("unreadable resource " + resource, e);
        }
    }
}
