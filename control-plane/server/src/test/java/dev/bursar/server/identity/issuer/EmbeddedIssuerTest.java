package dev.bursar.server.identity.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.bursar.server.DemoServer;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.identity.Accounts;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@WithDemoServer
class EmbeddedIssuerTest {
    private final DemoServer server;
    private final SignInFlow flow;

    EmbeddedIssuerTest(DemoServer server) throws Exception {
        this.server = server;
        this.flow = new SignInFlow(server);
    }

    @Test
    void signsInRenewsAndSignsOut() throws Exception {
        assertThat(flow.get(flow.authorize("bursar-console", SignInFlow.CALLBACK))
                        .headers()
                        .firstValue("location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
        HttpResponse<String> signedIn = flow.signIn("admin@acme.test", server.passwordOf("admin@acme.test"));
        String code = SignInFlow.code(flow.get(SignInFlow.local(SignInFlow.location(signedIn))));
        JsonNode tokens = flow.token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                SignInFlow.CALLBACK,
                "code_verifier",
                SignInFlow.VERIFIER));
        assertThat(flow.me(tokens)).isEqualTo("admin@acme.test");
        JsonNode renewed = flow.token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                tokens.path("refresh_token").asString()));
        assertThat(flow.me(renewed)).isEqualTo("admin@acme.test");
        assertThat(server.withToken(tokens.path("id_token").asString())
                        .get("/admin/v1/me")
                        .status())
                .isEqualTo(401);
        HttpResponse<String> out = flow.get("/connect/logout?id_token_hint="
                + tokens.path("id_token").asString() + "&post_logout_redirect_uri="
                + SignInFlow.encode("http://127.0.0.1:8400"));
        assertThat(SignInFlow.location(out)).startsWith("http://127.0.0.1:8400");
        assertThat(SignInFlow.location(flow.get(flow.authorize("bursar-console", SignInFlow.CALLBACK))))
                .endsWith("/login");
        assertThat(flow.answer(renewed).code()).isEqualTo("session_ended");
    }

    @Test
    void asksForThePasswordAgainOnceTheSignInWasEnded() throws Exception {
        flow.get(flow.authorize("bursar-console", SignInFlow.CALLBACK));
        String code = SignInFlow.code(flow.get(SignInFlow.local(
                SignInFlow.location(flow.signIn("finance@acme.test", server.passwordOf("finance@acme.test"))))));
        JsonNode tokens = flow.token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                SignInFlow.CALLBACK,
                "code_verifier",
                SignInFlow.VERIFIER));
        assertThat(flow.me(tokens)).isEqualTo("finance@acme.test");
        assertThat(SignInFlow.location(flow.get(flow.authorize("bursar-console", SignInFlow.CALLBACK))))
                .contains("code=");
        String session = SignedJWT.parse(tokens.path("access_token").asString())
                .getJWTClaimsSet()
                .getStringClaim("sid");
        server.as("finance@acme.test").post("/admin/v1/me/sessions/" + session + "/end", null);
        assertThat(flow.answer(tokens).code()).isEqualTo("session_ended");
        assertThat(SignInFlow.location(flow.get(flow.authorize("bursar-console", SignInFlow.CALLBACK))))
                .endsWith("/login");
    }

    @Test
    void redeemsACodeOnlyWithItsVerifierAndSecret() throws Exception {
        flow.get(flow.authorize("bursar-console", SignInFlow.CALLBACK));
        String code = SignInFlow.code(flow.get(SignInFlow.local(
                SignInFlow.location(flow.signIn("finance@acme.test", server.passwordOf("finance@acme.test"))))));
        Map<String, String> exchange =
                Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", SignInFlow.CALLBACK);
        assertThat(flow.exchange(exchange, flow.clientSecret).statusCode()).isEqualTo(400);
        assertThat(flow.exchange(SignInFlow.with(exchange, "code_verifier", SignInFlow.VERIFIER), "wrong")
                        .statusCode())
                .isEqualTo(401);
        assertThat(flow.exchange(
                                SignInFlow.with(exchange, "code_verifier", SignInFlow.VERIFIER + "x"),
                                flow.clientSecret)
                        .statusCode())
                .isEqualTo(400);
    }

    /** A code that comes twice was stolen by one of the two who bring it. */
    @Test
    void takesBackWhatACodeBroughtWhenItComesAgain() throws Exception {
        flow.get(flow.authorize("bursar-console", SignInFlow.CALLBACK));
        String code = SignInFlow.code(flow.get(SignInFlow.local(
                SignInFlow.location(flow.signIn("finance@acme.test", server.passwordOf("finance@acme.test"))))));
        Map<String, String> exchange = Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                SignInFlow.CALLBACK,
                "code_verifier",
                SignInFlow.VERIFIER);
        JsonNode tokens = flow.token(exchange);
        assertThat(flow.exchange(exchange, flow.clientSecret).statusCode()).isEqualTo(400);
        assertThat(flow.exchange(
                                Map.of(
                                        "grant_type",
                                        "refresh_token",
                                        "refresh_token",
                                        tokens.path("refresh_token").asString()),
                                flow.clientSecret)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void demandsAProofThatDoesNotGiveItselfAway() throws Exception {
        String usual = flow.authorize("bursar-console", SignInFlow.CALLBACK);
        for (String weak : new String[] {
            usual.replace("code_challenge_method=S256", "code_challenge_method=plain"),
            usual.replaceFirst("&?code_challenge=[^&]*", ""),
            usual.replaceFirst("&?code_challenge_method=[^&]*", "")
        }) {
            HttpResponse<String> answer = flow.get(weak);
            assertThat(SignInFlow.location(answer))
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
            SignInFlow.CALLBACK + "/../x",
            SignInFlow.CALLBACK + "?x=1"
        }) {
            HttpResponse<String> answer = flow.get(flow.authorize("bursar-console", elsewhere));
            assertThat(answer.statusCode()).as(elsewhere).isEqualTo(400);
            assertThat(answer.headers().firstValue("location")).isEmpty();
        }
        assertThat(flow.get(flow.authorize("somebody", SignInFlow.CALLBACK)).statusCode())
                .isEqualTo(400);
        assertThat(SignInFlow.location(flow.get(flow.authorize("bursar-cli", "http://127.0.0.1:51234/callback"))))
                .endsWith("/login");
    }

    @Test
    void demandsTheFormsTokenAndSaysWhenThePasswordIsWrong() throws Exception {
        flow.get("/login");
        assertThat(flow.post("/login", Map.of("email", "admin@acme.test", "password", "x"))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> wrong = flow.signIn("nobody@acme.test", "x");
        assertThat(SignInFlow.location(wrong)).endsWith("/login?error");
        assertThat(flow.get("/login?error").body()).contains("E-mail or password is wrong.");
    }

    @Test
    void locksAUserOutForAWhileAfterTooManyFailures() throws Exception {
        server.bean(Accounts.class).put("forgetful", "forgetful@acme.test", "Forgetful", "the right one");
        for (int i = 0; i < LoginAttempts.PAIR.free(); i++) {
            assertThat(SignInFlow.location(flow.signIn("forgetful@acme.test", "wrong")))
                    .endsWith("/login?error");
        }
        HttpResponse<String> locked = flow.signIn("forgetful@acme.test", "the right one");
        assertThat(SignInFlow.location(locked)).endsWith("/login?locked");
        assertThat(SignInFlow.location(flow.signIn("auditor@acme.test", server.passwordOf("auditor@acme.test"))))
                .doesNotContain("locked");
    }

    @Test
    void showsDemoLoginsWithoutScriptsOrStylesInThePage() throws Exception {
        HttpResponse<String> page = flow.get("/login");
        assertThat(page.body()).contains("data-email=\"member@acme.test\"", "/issuer/login.css");
        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(
                        policy -> assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'"));
        assertThat(flow.get("/issuer/login.css").statusCode()).isEqualTo(200);
        assertThat(flow.get("/issuer/login.js").statusCode()).isEqualTo(200);
    }
}
