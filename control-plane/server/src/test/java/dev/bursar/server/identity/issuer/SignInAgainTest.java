package dev.bursar.server.identity.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.testing.TestClock;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

/** Whoever signed in long ago proves anew who they are before they end sign-ins: RFC 9470, by the issuer's max_age. */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInAgainTest {
    private static final String EMAIL = "member@acme.test";

    private final DemoServer server;
    private final TestClock clock;

    SignInAgainTest(TestDatabase database) {
        server = DemoServer.start(database, Map.of(), Time.class);
        clock = server.bean(TestClock.class);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {
        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock(Instant.now());
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Tokens run out by the machine's clock: the sign-in is what was some minutes ago. */
    @BeforeEach
    void elevenMinutesAgo() {
        clock.set(Instant.now().minus(Duration.ofMinutes(11)));
    }

    @Test
    void asksForThePasswordAndGoesOnWithTheSameSignIn() throws Exception {
        SignInFlow flow = new SignInFlow(server);
        JWTClaimsSet before = signIn(flow);
        clock.advance(Duration.ofMinutes(11));
        String anew = flow.authorize("bursar-console", SignInFlow.CALLBACK);
        assertThat(SignInFlow.location(flow.get(anew))).as("nobody asks").contains("code=");
        assertThat(SignInFlow.location(flow.get(anew + "&max_age=1200")))
                .as("lately enough")
                .contains("code=");
        assertThat(SignInFlow.location(flow.get(anew + "&max_age=soon")))
                .as("no number")
                .contains("code=");

        assertThat(SignInFlow.location(flow.get(anew + "&max_age=600"))).endsWith("/login");
        JWTClaimsSet after = claims(flow.redeem(
                flow.get(SignInFlow.local(SignInFlow.location(flow.signIn(EMAIL, server.passwordOf(EMAIL)))))));
        assertThat(after.getStringClaim("sid")).isEqualTo(before.getStringClaim("sid"));
        assertThat(after.getLongClaim("auth_time"))
                .isEqualTo(clock.instant().getEpochSecond())
                .isGreaterThan(before.getLongClaim("auth_time"));
    }

    @Test
    void leadsInNoCirclesWhereNoAgeAtAllIsAllowed() throws Exception {
        SignInFlow flow = new SignInFlow(server);
        signIn(flow);
        String anew = flow.authorize("bursar-console", SignInFlow.CALLBACK) + "&max_age=0";
        assertThat(SignInFlow.location(flow.get(anew))).contains("code=");
        clock.advance(Duration.ofMinutes(1));
        assertThat(SignInFlow.location(flow.get(anew))).endsWith("/login");
    }

    @Test
    void isAnotherSignInWhereSomebodyElseEntersAPassword() throws Exception {
        SignInFlow flow = new SignInFlow(server);
        JWTClaimsSet before = signIn(flow);
        clock.advance(Duration.ofMinutes(11));
        flow.get(flow.authorize("bursar-console", SignInFlow.CALLBACK) + "&max_age=600");
        String other = "finance@acme.test";
        JWTClaimsSet after = claims(flow.redeem(
                flow.get(SignInFlow.local(SignInFlow.location(flow.signIn(other, server.passwordOf(other)))))));
        assertThat(after.getStringClaim("email")).isEqualTo(other);
        assertThat(after.getStringClaim("sid")).isNotEqualTo(before.getStringClaim("sid"));
    }

    @Test
    void isNeededToEndOtherSignInsAndNotToSignOut() throws Exception {
        SignInFlow flow = new SignInFlow(server);
        signIn(new SignInFlow(server));
        JsonNode tokens = tokens(flow);
        Client person = server.withToken(tokens.path("access_token").asString());
        String own = claims(tokens).getStringClaim("sid");
        JsonNode sessions = person.get("/admin/v1/me/sessions").json().path("items");
        String other = sessions.findValuesAsString("id").stream()
                .filter(id -> !id.equals(own))
                .findFirst()
                .orElseThrow();
        clock.advance(Duration.ofMinutes(11));

        for (String path : new String[] {"/" + other + "/end", "/end"}) {
            Answer refused = person.post("/admin/v1/me/sessions" + path, null);
            assertThat(refused.status()).as(path).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("insufficient_user_authentication");
            assertThat(refused.header("www-authenticate"))
                    .startsWith("Bearer error=\"insufficient_user_authentication\"")
                    .contains("max_age=\"600\"");
        }
        assertThat(person.get("/admin/v1/me/sessions").body()).doesNotContain("\"endedBy\":\"self\"");
        assertThat(person.post("/admin/v1/me/sessions/" + own + "/end", null).status())
                .isEqualTo(200);
        assertThat(person.get("/admin/v1/me").code()).isEqualTo("session_ended");

        Client again = server.withToken(
                tokens(new SignInFlow(server)).path("access_token").asString());
        assertThat(again.post("/admin/v1/me/sessions/" + other + "/end", null).status())
                .isEqualTo(200);
        assertThat(again.post("/admin/v1/me/sessions/end", null).status()).isEqualTo(200);
    }

    private JWTClaimsSet signIn(SignInFlow flow) throws Exception {
        JsonNode tokens = tokens(flow);
        server.withToken(tokens.path("access_token").asString()).get("/admin/v1/me");
        return claims(tokens);
    }

    private JsonNode tokens(SignInFlow flow) throws Exception {
        flow.get(flow.authorize("bursar-console", SignInFlow.CALLBACK));
        return flow.redeem(
                flow.get(SignInFlow.local(SignInFlow.location(flow.signIn(EMAIL, server.passwordOf(EMAIL))))));
    }

    private static JWTClaimsSet claims(JsonNode tokens) throws ParseException {
        return SignedJWT.parse(tokens.path("access_token").asString()).getJWTClaimsSet();
    }
}
