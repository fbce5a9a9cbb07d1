package dev.bursar.server.identity.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser at the embedded issuer, and the console that sent it there. */
final class SignInFlow {
    static final String CALLBACK = "http://127.0.0.1:8400/login/oauth2/code/bursar";
    static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-of-rfc-7636";

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final DemoServer server;
    final String clientSecret;

    SignInFlow(DemoServer server) throws Exception {
        this.server = server;
        this.clientSecret = Files.readString(server.state().resolve("secrets/console-client.secret"))
                .strip();
    }

    /** What the console gets for the code that the issuer sent the browser back with. */
    JsonNode redeem(HttpResponse<String> sentBack) throws Exception {
        return token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code(sentBack),
                "redirect_uri",
                CALLBACK,
                "code_verifier",
                VERIFIER));
    }

    DemoServer.Answer answer(JsonNode tokens) {
        return server.withToken(tokens.path("access_token").asString()).get("/admin/v1/me");
    }

    String me(JsonNode tokens) {
        return answer(tokens).json().path("email").asString();
    }

    String authorize(String client, String callback) throws Exception {
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

    HttpResponse<String> signIn(String email, String password) throws Exception {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(get("/login").body());
        assertThat(token.find()).isTrue();
        return post("/login", Map.of("email", email, "password", password, "_csrf", token.group(1)));
    }

    JsonNode token(Map<String, String> form) throws Exception {
        HttpResponse<String> answer = exchange(form, clientSecret);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonMapper().readTree(answer.body());
    }

    HttpResponse<String> exchange(Map<String, String> form, String secret) throws Exception {
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

    HttpResponse<String> get(String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(server.base() + path))
                        .header("accept", "text/html")
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(server.base() + path))
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(form)))
                        .build(),
                BodyHandlers.ofString());
    }

    static String code(HttpResponse<String> answer) {
        Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(location(answer));
        assertThat(code.find()).as(location(answer)).isTrue();
        return code.group(1);
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").orElse("");
    }

    static String local(String location) {
        URI uri = URI.create(location);
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(form);
        more.put(name, value);
        return more;
    }

    static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
