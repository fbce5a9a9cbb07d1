package dev.bursar.server.identity.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.identity.Accounts;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody tries who wants another's sign-in. Over raw sockets where a client of good manners would not. */
@WithDemoServer
class SignInAttackTest {
    private static final String EMAIL = "target@acme.test";
    /** Nowhere, a path here, or this very host. */
    private static final String AT_HOME = "|/[^/\\\\].*|http://127\\.0\\.0\\.1(:\\d+)?/.*";

    private static final String PASSWORD = "nine purple walruses";

    private final DemoServer server;

    SignInAttackTest(DemoServer server) {
        this.server = server;
    }

    @BeforeEach
    void forget() {
        server.bean(Accounts.class).put("target", EMAIL, "Target", PASSWORD);
        server.bean(LoginAttempts.class).succeeded("127.0.0.1", EMAIL);
    }

    @Test
    void drawsSessionIdsOfManyBits() throws IOException {
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            String id = cookie(get("/login", "")).replaceFirst(".*=", "");
            assertThat(id).matches("[0-9A-F]{32,}");
            drawn.add(id);
        }
        assertThat(drawn).hasSize(50);
    }

    /** Somebody had the victim's browser use a session that they know. */
    @Test
    void givesASessionFixedBeforehandNothing() throws IOException {
        String page = get("/login", "");
        String known = cookie(page);
        String done = signIn(known, csrf(page), "");
        String fresh = cookie(done);

        assertThat(status(done)).isEqualTo(302);
        assertThat(fresh).isNotEmpty().isNotEqualTo(known);
        assertThat(status(get("/signed-in", known))).isEqualTo(302);
        assertThat(status(get("/signed-in", fresh))).isEqualTo(200);
    }

    /** A second cookie of the same name, set by a neighbour for a narrower path, comes first. */
    @Test
    void takesNoSecondCookieForTheFirst() throws IOException {
        String attackers = get("/login", "");
        String victims = get("/login", "");
        String tossed = cookie(attackers) + "; " + cookie(victims);

        assertThat(status(signIn(tossed, csrf(victims), ""))).isEqualTo(403);
        String done = signIn(cookie(victims), csrf(victims), "");
        assertThat(status(get("/signed-in", cookie(attackers)))).isEqualTo(302);
        assertThat(status(get("/signed-in", cookie(done)))).isEqualTo(200);
    }

    /** Another site signs its visitor in as somebody else. */
    @Test
    void takesNoSignInThatAnotherPageMade() throws IOException {
        String attackers = get("/login", "");
        String victims = get("/login", "");
        assertThat(status(signIn(cookie(victims), csrf(attackers), ""))).isEqualTo(403);
        assertThat(status(signIn("", csrf(attackers), ""))).isEqualTo(403);
        assertThat(status(signIn(cookie(victims), "", ""))).isEqualTo(403);
    }

    @Test
    void signsNobodyOutForAnotherPage() throws IOException {
        String page = get("/login", "");
        String done = cookie(signIn(cookie(page), csrf(page), ""));
        assertThat(status(get("/logout", done))).isIn(302, 403, 404, 405);
        assertThat(status(post("/logout", done, "", ""))).isEqualTo(403);
        assertThat(status(get("/connect/logout", done))).isIn(302, 400);
        assertThat(status(get("/signed-in", done))).as("still signed in").isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "True-Client-IP", "CF-Connecting-IP", "X-Client-IP"
            })
    void countsGuessesByTheConnectionWhateverHeadersSay(String header) {
        Answer last = guess(header, 0);
        for (int i = 1; i <= LoginAttempts.PAIR.free(); i++) {
            last = guess(header, i);
        }
        assertThat(last.status()).isEqualTo(429);
    }

    /** Spellings of one address are one account, and one count. */
    @Test
    void countsEverySpellingOfAnAddressTogether() {
        String[] spellings = {
            EMAIL, "TARGET@acme.test", " target@ACME.test", "target@acme.test\t", "Target@Acme.Test ", EMAIL
        };
        Answer last = login(spellings[0], "wrong", Map.of());
        for (int i = 1; i < spellings.length; i++) {
            last = login(spellings[i], "wrong", Map.of());
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(login("target@acme.test", PASSWORD, Map.of()).status()).isEqualTo(429);
    }

    @Test
    void letsNoMoreGuessesThroughAtOnceThanOneAfterAnother() throws Exception {
        List<Callable<Integer>> guesses = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            guesses.add(() -> login(EMAIL, "wrong", Map.of()).status());
        }
        int tried = 0;
        try (var threads = Executors.newFixedThreadPool(20)) {
            for (var guess : threads.invokeAll(guesses)) {
                tried += guess.get() == 401 ? 1 : 0;
            }
        }
        assertThat(tried).isLessThanOrEqualTo(LoginAttempts.PAIR.free());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/logi%6E", "/%6Cogin", "/oauth2/jwks", "/oauth2/%6Awks", "/issuer/%74oken"})
    void boundsThePathsHoweverTheyAreSpelt(String path) throws IOException {
        var request = new org.springframework.mock.web.MockHttpServletRequest("GET", path);
        request.setServletPath(java.net.URLDecoder.decode(path, StandardCharsets.UTF_8));
        assertThat(server.bean(RequestRate.class).shouldNotFilter(request)).isFalse();
        assertThat(status(get(path, ""))).isIn(200, 405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login?continue=https://evil.example",
                "/login?redirect=//evil.example",
                "/login?error=https://evil.example",
                "//evil.example/login",
                "/\\evil.example",
                "/login/..//evil.example",
                "/signed-in?to=https://evil.example",
                "/logout?post_logout_redirect_uri=https://evil.example",
                "/connect/logout?post_logout_redirect_uri=https://evil.example",
                "/connect/logout?id_token_hint=x.y.z&post_logout_redirect_uri=https://evil.example",
                "/oauth2/authorize?response_type=code&client_id=bursar-console&redirect_uri=https://evil.example",
            })
    void leadsNobodyToAnotherSite(String path) throws IOException {
        String page = get("/login", "");
        String answer = get(path, cookie(page));
        assertThat(location(answer)).as(answer).matches(AT_HOME);
        String cookie = cookie(answer).isEmpty() ? cookie(page) : cookie(answer);
        String again = get("/login", cookie);
        assertThat(location(signIn(cookie, csrf(again), ""))).matches(AT_HOME);
    }

    @Test
    void refusesAHeadTooLargeAndGoesOn() throws IOException {
        for (int bytes : new int[] {9_000, 70_000}) {
            String answer = get("/login", "x=" + "y".repeat(bytes));
            assertThat(answer).doesNotContain("Exception", "at org.", "Tomcat");
            assertThat(answer.isEmpty() ? 400 : status(answer)).isBetween(400, 431);
        }
        assertThat(status(get("/login", "a=b; ".repeat(100)))).isEqualTo(200);
        assertThat(status(get("/login", "a=b; ".repeat(300))))
                .as("more cookies than anybody has")
                .isIn(200, 400);
        assertThat(status(get("/login", "BURSAR=\u0001; =; ;;;\""))).isIn(200, 400);
    }

    /** Nothing that was shown to somebody is shown to whoever comes next to the same machine. */
    @Test
    void leavesNothingInTheBrowsersCache() throws IOException {
        String page = get("/login", "");
        String done = cookie(signIn(cookie(page), csrf(page), ""));
        assertThat(header(get("/signed-in", done), "cache-control")).contains("no-store");
        assertThat(header(page, "cache-control")).contains("no-store");
    }

    private Answer guess(String header, int i) {
        return login(
                EMAIL, "wrong", Map.of(header, header.equals("Forwarded") ? "for=203.0.113." + i : "203.0.113." + i));
    }

    private Answer login(String email, String password, Map<String, String> headers) {
        return server.withToken(null)
                .send(
                        "POST",
                        "/issuer/token",
                        "{\"email\":\"" + email.replace("\t", "\\t") + "\",\"password\":\"" + password + "\"}",
                        headers);
    }

    private String signIn(String cookie, String csrf, String more) throws IOException {
        return post(
                "/login",
                cookie,
                "email=" + encoded(EMAIL) + "&password=" + encoded(PASSWORD) + "&_csrf=" + encoded(csrf),
                more);
    }

    private String get(String path, String cookie) throws IOException {
        return raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n" + cookies(cookie)
                + "Connection: close\r\n\r\n");
    }

    private String post(String path, String cookie, String form, String more) throws IOException {
        return raw("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n" + cookies(cookie) + more
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                + "\r\nConnection: close\r\n\r\n" + form);
    }

    private static String cookies(String cookie) {
        return cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n";
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.base().getPort())) {
            socket.setSoTimeout(20_000);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (java.net.SocketException e) {
                return ""; // closed while we were still sending
            }
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    /** The session's, as it is sent back; empty where none was set. */
    private static String cookie(String answer) {
        Matcher cookie = Pattern.compile("(?im)^set-cookie: ([^;\r]+)").matcher(answer);
        return cookie.find() ? cookie.group(1) : "";
    }

    private static String location(String answer) {
        return header(answer, "location");
    }

    private static String header(String answer, String name) {
        String head = answer.split("\r\n\r\n", 2)[0];
        Matcher header = Pattern.compile("(?im)^" + name + ": ([^\r]*)").matcher(head);
        return header.find() ? header.group(1) : "";
    }

    private static String csrf(String page) {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).as(page).isTrue();
        return token.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
