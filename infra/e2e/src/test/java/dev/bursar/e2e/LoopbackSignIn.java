package dev.bursar.e2e;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/** How a command line gets a token: by the person's browser, with a port of its own for the answer (RFC 8252). */
final class LoopbackSignIn {
    private static final String CLIENT = "bursar-cli";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-of-rfc-7636";
    private static final Pattern CODE = Pattern.compile("(?:^|&)code=([^&]+)");
    private static final int PATIENCE_SECONDS = 20;

    private final String protocol;

    LoopbackSignIn(URI issuer) {
        this.protocol = issuer + "/protocol/openid-connect";
    }

    /** In a browser where the person is signed in already: a token of that sign-in. */
    String accessToken(Page page) {
        return accessToken(page, signedIn -> {});
    }

    /** @param signIn fills in the issuer's page */
    String accessToken(Page page, Consumer<Page> signIn) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        HttpServer server = listen(answer);
        try {
            String back = "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
            page.navigate(protocol + "/auth?client_id=" + CLIENT + "&response_type=code"
                    + "&scope=openid%20profile%20email%20organization:*&redirect_uri=" + back
                    + "&code_challenge_method=S256&code_challenge=" + challenge());
            signIn.accept(page);
            page.waitForURL(Pattern.compile(Pattern.quote(back) + ".*"));
            return trade(code(answer), back);
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer listen(CompletableFuture<String> answer) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/callback", exchange -> {
                answer.complete(exchange.getRequestURI().getRawQuery());
                byte[] text = "You may close this window.".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, text.length);
                exchange.getResponseBody().write(text);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String code(CompletableFuture<String> answer) {
        String query = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        Matcher code = CODE.matcher(query);
        if (!code.find()) {
            throw new AssertionError("no code but " + query);
        }
        return code.group(1);
    }

    private String trade(String code, String back) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.put("grant_type", List.of("authorization_code"));
        form.put("client_id", List.of(CLIENT));
        form.put("code", List.of(code));
        form.put("redirect_uri", List.of(back));
        form.put("code_verifier", List.of(VERIFIER));
        String tokens = RestClient.create()
                .post()
                .uri(protocol + "/token")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .body(String.class);
        return House.JSON.readTree(String.valueOf(tokens)).path("access_token").asString();
    }

    private static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
