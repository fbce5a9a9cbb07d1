package dev.bursar.server.identity.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.identity.Accounts;
import dev.bursar.server.testing.Eventually;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Guessing, and what it tells. */
@WithDemoServer
class SignInHardeningTest {
    private final DemoServer server;

    SignInHardeningTest(DemoServer server) {
        this.server = server;
    }

    @Test
    void locksAfterTooManyFailuresAndTellsTheOrganization() {
        Answer last = guess("instructor@acme.test", LoginAttempts.PAIR.free());
        assertThat(last.code()).isEqualTo("login_wrong");
        Answer locked = login("instructor@acme.test", server.passwordOf("instructor@acme.test"));
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.code()).isEqualTo("too_many_attempts");
        assertThat(Integer.parseInt(locked.header("retry-after"))).isBetween(1, 60);
        Eventually.until("the lockout is in the audit log", () -> !lockouts().isEmpty());
        assertThat(lockouts().toString()).contains("127.0.0.1", "refused").doesNotContain("wrong-guess");
        server.bean(LoginAttempts.class).succeeded("127.0.0.1", "instructor@acme.test");
    }

    @Test
    void answersTheSameForAUserWhoIsThereAndOneWhoIsNot() {
        Answer known = login("finance@acme.test", "wrong-guess-1");
        Answer unknown = login("nobody-at-all@acme.test", "wrong-guess-1");
        assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(401);
        assertThat(withoutRequestId(known)).isEqualTo(withoutRequestId(unknown));
        Answer lockedUnknown = guess("nobody-else@acme.test", LoginAttempts.PAIR.free() + 1);
        assertThat(lockedUnknown.status()).isEqualTo(429);
        server.bean(LoginAttempts.class).succeeded("127.0.0.1", "finance@acme.test");
    }

    /** Medians of many, so that a busy machine proves nothing: a missing hash would be a hundred times faster. */
    @Test
    void takesAsLongForAUserWhoIsNotThere() {
        server.bean(Accounts.class).put("timed", "timed@acme.test", "Timed", "nine purple walruses");
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        PasswordCheck passwords = server.bean(PasswordCheck.class);
        for (int i = 0; i < 15; i++) {
            known.add(nanos(passwords, "10.9.0." + i, "timed@acme.test"));
            unknown.add(nanos(passwords, "10.9.1." + i, "not-there-" + i + "@acme.test"));
        }
        assertThat(median(unknown)).isBetween(median(known) / 4, median(known) * 4);
    }

    @Test
    void changesAPasswordWithTheCurrentOneAndEndsOtherSignIns() {
        server.bean(Accounts.class).put("changer", "changer@acme.test", "Changer", "nine purple walruses");
        String token = login("changer@acme.test", "nine purple walruses")
                .json()
                .path("access_token")
                .asString();
        assertField(change(token, "not it at all", "ten green walruses!"), "password_wrong", "currentPassword");
        assertField(change(token, "nine purple walruses", "password1234"), "password_common", "newPassword");
        assertField(change(token, "nine purple walruses", "short"), "password_too_short", "newPassword");
        String elsewhere = login("changer@acme.test", "nine purple walruses")
                .json()
                .path("access_token")
                .asString();
        assertThat(server.withToken(elsewhere).get("/admin/v1/me").status()).isEqualTo(200);
        Answer changed = change(token, "nine purple walruses", "ten green walruses!");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(server.withToken(elsewhere).get("/admin/v1/me").status()).isEqualTo(401);
        assertThat(server.withToken(token).get("/admin/v1/me").status()).isEqualTo(200);
        assertThat(login("changer@acme.test", "nine purple walruses").status()).isEqualTo(401);
        assertThat(login("changer@acme.test", "ten green walruses!").status()).isEqualTo(200);
    }

    @Test
    void boundsGuessesOfTheCurrentPasswordToo() {
        server.bean(Accounts.class).put("guessed", "guessed@acme.test", "Guessed", "nine purple walruses");
        String token = login("guessed@acme.test", "nine purple walruses")
                .json()
                .path("access_token")
                .asString();
        Answer answer = change(token, "wrong-guess", "ten green walruses!");
        for (int i = 0; i < LoginAttempts.PAIR.free(); i++) {
            answer = change(token, "wrong-guess", "ten green walruses!");
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("retry-after")).isNotEmpty();
    }

    @Test
    void tellsBrowsersToKeepNothingAndToTrustNobody() {
        for (String path : List.of("/login", "/admin/v1/me", "/admin/v1/openapi.json", "/oauth2/jwks", "/nothing")) {
            Answer answer = server.withToken(null).get(path);
            assertThat(answer.header("cache-control")).as(path).contains("no-store");
            assertThat(answer.header("x-content-type-options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("x-frame-options")).as(path).isEqualTo("DENY");
            assertThat(answer.header("referrer-policy")).as(path).isEqualTo("no-referrer");
            assertThat(answer.header("permissions-policy")).as(path).contains("camera=()");
            assertThat(answer.header("content-security-policy"))
                    .as(path)
                    .contains("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().map()).as(path).doesNotContainKeys("server", "x-powered-by");
        }
    }

    @Test
    void marksItsCookieForHttpAloneAndForThisSite() {
        Answer page = server.withToken(null).get("/login");
        assertThat(page.headers().allValues("set-cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
    }

    private Answer guess(String email, int times) {
        Answer answer = login(email, "wrong-guess");
        for (int i = 1; i < times; i++) {
            answer = login(email, "wrong-guess");
        }
        return answer;
    }

    private Answer login(String email, String password) {
        return server.withToken(null)
                .post("/issuer/token", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
    }

    private Answer change(String token, String current, String next) {
        return server.withToken(token)
                .send(
                        "PUT",
                        "/admin/v1/me/password",
                        "{\"currentPassword\":\"" + current + "\",\"newPassword\":\"" + next + "\"}",
                        Map.of());
    }

    private static void assertField(Answer answer, String code, String field) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(field);
    }

    private List<JsonNode> lockouts() {
        List<JsonNode> found = new ArrayList<>();
        server.as("auditor@acme.test")
                .get("/admin/v1/organizations/" + server.acme() + "/audit?size=50")
                .json()
                .path("items")
                .forEach(entry -> {
                    if (entry.path("action").asString().equals("sign_in.locked")) {
                        found.add(entry);
                    }
                });
        return found;
    }

    private static String withoutRequestId(Answer answer) {
        return answer.body().replaceAll("\"requestId\":\"[^\"]*\"", "");
    }

    private static long nanos(PasswordCheck passwords, String address, String email) {
        long start = System.nanoTime();
        try {
            passwords.check(address, email, "wrong-guess");
        } catch (org.springframework.security.authentication.BadCredentialsException e) {
            return System.nanoTime() - start;
        }
        throw new AssertionError("a wrong password was taken");
    }

    private static long median(List<Long> times) {
        List<Long> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
