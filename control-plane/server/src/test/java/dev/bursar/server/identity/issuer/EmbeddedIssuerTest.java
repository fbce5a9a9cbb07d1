package dev.bursar.server.identity.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.bursar.server.DemoServer;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.identity.Accounts;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@WithDemoServer
class EmbeddedIssuerTest {
    private static final String CALLBACK = "http://127.0.0.1:8400/login/oauth2/code/bursar";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-of-rfc-7636";

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final DemoServer server;
    private final String clientSecret;

    EmbeddedIssuerTest(DemoServer server) throws Exception {
        this.server = server;
        this.clientSecret = Files.readString(server.state().resolve("secrets/console-client.secret"))
                .strip();
    }

    @Test
    void signsInRenewsAndSignsOut() throws Exception {
        assertThat(get(authorize("bursar-console", CALLBACK)).headers().firstValue("location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
        HttpResponse<String> signedIn = signIn("admin@acme.test", server.passwordOf("admin@acme.test"));
        String code = code(get(local(location(signedIn))));
        JsonNode tokens = token(Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK, "code_verifier", VERIFIER));
        assertThat(me(tokens)).isEqualTo("admin@acme.test");
        JsonNode renewed = token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                tokens.path("refresh_token").asString()));
        assertThat(me(renewed)).isEqualTo("admin@acme.test");
        assertThat(server.withToken(tokens.path("id_token").asString())
                        .get("/admin/v1/me")
                        .status())
                .isEqualTo(401);
        HttpResponse<String> out = get("/connect/logout?id_token_hint="
                + tokens.path("id_token").asString() + "&post_logout_redirect_uri="
                + encode("http://127.0.0.1:8400"));
        assertThat(location(out)).startsWith("http://127.0.0.1:8400");
        assertThat(location(get(authorize("bursar-console", CALLBACK)))).endsWith("/login");
        assertThat(answer(renewed).code()).isEqualTo("session_ended");
    }

    @Test
    void asksForThePasswordAgainOnceTheSignInWasEnded() throws Exception {
        get(authorize("bursar-console", CALLBACK));
        String code = code(get(local(location(signIn("finance@acme.test", server.passwordOf("finance@acme.test"))))));
        JsonNode tokens = token(Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK, "code_verifier", VERIFIER));
        assertThat(me(tokens)).isEqualTo("finance@acme.test");
        assertThat(location(get(authorize("bursar-console", CALLBACK)))).contains("code=");
        String session = SignedJWT.parse(tokens.path("access_token").asString())
                .getJWTClaimsSet()
                .getStringClaim("sid");
        server.as("finance@acme.test").post("/admin/v1/me/sessions/" + session + "/end", null);
        assertThat(answer(tokens).code()).isEqualTo("session_ended");
        assertThat(location(get(authorize("bursar-console", CALLBACK)))).endsWith("/login");
    }

    @Test
    void redeemsACodeOnlyWithItsVerifierAndSecret() throws Exception {
        get(authorize("bursar-console", CALLBACK));
        String code = code(get(local(location(signIn("finance@acme.test", server.passwordOf("finance@acme.test"))))));
        Map<String, String> exchange =
                Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK);
        assertThat(exchange(exchange, clientSecret).statusCode()).isEqualTo(400);
        assertThat(exchange(with(exchange, "code_verifier", VERIFIER), "wrong").statusCode())
                .isEqualTo(401);
        assertThat(exchange(with(exchange, "code_verifier", VERIFIER + "x"), clientSecret)
                        .statusCode())
                .isEqualTo(400);
    }

    /** A code that comes twice was stolen by one of the two who bring it. */
    @Test
    void takesBackWhatACodeBroughtWhenItComesAgain() throws Exception {
        get(authorize("bursar-console", CALLBACK));
        String code = code(get(local(location(signIn("finance@acme.test", server.passwordOf("finance@acme.test"))))));
        Map<String, String> exchange = Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK, "code_verifier", VERIFIER);
        JsonNode tokens = token(exchange);
        assertThat(exchange(exchange, clientSecret).statusCode()).isEqualTo(400);
        assertThat(exchange(
                                Map.of(
                                        "grant_type",
                                        "refresh_token",
                                        "refresh_token",
                                        tokens.path("refresh_token").asString()),
                                clientSecret)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void demandsAProofThatDoesNotGiveItselfAway() throws Exception {
        String usual = authorize("bursar-console", CALLBACK);
        for (String weak : new String[] {
            usual.replace("code_challenge_method=S256", "code_challenge_method=plain"),
            usual.replaceFirst("&?code_challenge=[^&]*", ""),
            usual.replaceFirst("&?code_challenge_method=[^&]*", "")
        }) {
            HttpResponse<String> answer = get(weak);
            assertThat(location(answer))
                    .as(weak)
                    .contains("error=invalid_request")
                    .doesNotContain("code=");
        }
    }

    @Test
    void sendsPeopleBackToTheConsoleOnly() throws Exception {
        for (String elsewhere : new String[] {
            "http://127.0.0.1:8400/elsewhere",
            "http://localhost:9999/login/oauth2/code/bursar",
            "https://evil.test/",
            CALLBACK + "/../x",
            CALLBACK + "?x=1"
        }) {
            HttpResponse<String> answer = get(authorize("bursar-console", elsewhere));
            assertThat(answer.statusCode()).as(elsewhere).isEqualTo(400);
            assertThat(answer.headers().firstValue("location")).isEmpty();
        }
        assertThat(get(authorize("somebody", CALLBACK)).statusCode()).isEqualTo(400);
        assertThat(location(get(authorize("bursar-cli", "http://127.0.0.1:51234/callback"))))
                .endsWith("/login");
    }

    @Test
    void demandsTheFormsTokenAndSaysWhenThePasswordIsWrong() throws Exception {
        get("/login");
        assertThat(post("/login", Map.of("email", "admin@acme.test", "password", "x"))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> wrong = signIn("nobody@acme.test", "x");
        assertThat(location(wrong)).endsWith("/login?error");
        assertThat(get("/login?error").body()).contains("E-mail or password is wrong.");
    }

    @Test
    void locksAUserOutForAWhileAfterTooManyFailures() throws Exception {
        server.bean(Accounts.class).put("forgetful", "forgetful@acme.test", "Forgetful", "the right one");
        for (int i = 0; i < LoginAttempts.PAIR.free(); i++) {
            assertThat(location(signIn("forgetful@acme.test", "wrong"))).endsWith("/login?error");
        }
        HttpResponse<String> locked = signIn("forgetful@acme.test", "the right one");
        assertThat(location(locked)).endsWith("/login?locked");
        assertThat(location(signIn("auditor@acme.test", server.passwordOf("auditor@acme.test"))))
                .doesNotContain("locked");
    }

    @Test
    void showsDemoLoginsWithoutScriptsOrStylesInThePage() throws Exception {
        HttpResponse<String> page = get("/login");
        assertThat(page.body()).contains("data-email=\"member@acme.test\"", "/issuer/login.css");
        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(
                        policy -> assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'"));
        assertThat(get("/issuer/login.css").statusCode()).isEqualTo(200);
        assertThat(get("/issuer/login.js").statusCode()).isEqualTo(200);
    }

    private DemoServer.Answer answer(JsonNode tokens) {
        return server.withToken(tokens.path("access_token").asString()).get("/admin/v1/me");
    }

    private String me(JsonNode tokens) {
        return answer(tokens).json().path("email").asString();
    }

    private String authorize(String client, String callback) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return "/oauth2/authorize?"
                + form(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        client,
                        "scope",
                        "openid profile email",
                        "state",
                        "s",
                        "redirect_uri",
                        callback,
                        "code_challenge_method",
                        "S256",
                        "code_challenge",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(hash)));
    }

    private HttpResponse<String> signIn(String email, String password) throws Exception {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(get("/login").body());
        assertThat(token.find()).isTrue();
        return post("/login", Map.of("email", email, "password", password, "_csrf", token.group(1)));
    }

    private JsonNode token(Map<String, String> form) throws Exception {
        HttpResponse<String> answer = exchange(form, clientSecret);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonMapper().readTree(answer.body());
    }

    private HttpResponse<String> exchange(Map<String, String> form, String secret) throws Exception {
        String basic =
                Base64.getEncoder().encodeToString(("bursar-console:" + secret).getBytes(StandardCharsets.UTF_8));
        return browser.send(
                HttpRequest.newBuilder(server.base().resolve("/oauth2/token"))
                        .header("authorization", "Basic " + basic)
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(form)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(server.base() + path))
                        .header("accept", "text/html")
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(server.base() + path))
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(form)))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String code(HttpResponse<String> answer) {
        Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(location(answer));
        assertThat(code.find()).as(location(answer)).isTrue();
        return code.group(1);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").orElse("");
    }

    private static String local(String location) {
        URI uri = URI.create(location);
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(form);
        more.put(name, value);
        return more;
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
