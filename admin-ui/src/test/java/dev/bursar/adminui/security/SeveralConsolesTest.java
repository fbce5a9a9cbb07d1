package dev.bursar.adminui.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminui.Console;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Two consoles of one installation, each with sessions of its own. The issuer tells one of them that a sign-in is over; the
 * other learns it from the control plane.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralConsolesTest {
    private final StubIssuer issuer;
    private final ConfigurableApplicationContext one;
    private final ConfigurableApplicationContext other;

    SeveralConsolesTest(@TempDir Path secrets) throws Exception {
        issuer = new StubIssuer();
        Files.writeString(secrets.resolve("console-client.secret"), "known to both");
        one = console(secrets);
        other = console(secrets);
    }

    @AfterAll
    void stop() {
        one.close();
        other.close();
        issuer.close();
    }

    @BeforeEach
    void begin() {
        issuer.begin();
    }

    @Test
    void endTheSameSignInWhicheverOfThemIsToldOfIt() {
        ConsoleBrowser here = new ConsoleBrowser(one);
        ConsoleBrowser there = new ConsoleBrowser(other);
        here.signIn();
        there.signIn();

        issuer.end();
        assertThat(here.post("/logout/connect/back-channel/bursar", "logout_token=" + issuer.logoutToken())
                        .statusCode())
                .isEqualTo(200);
        assertThat(here.isSignedIn()).isFalse();
        assertThat(there.isSignedIn()).as("nobody told it").isTrue();

        // The first thing that a page asks is refused, and leads to the sign-in page.
        assertThat(there.open().body()).contains("session-ended");
        assertThat(there.isSignedIn()).isFalse();
    }

    @Test
    void leaveAloneWhoseControlPlaneIsAway() {
        ConsoleBrowser there = new ConsoleBrowser(other);
        there.signIn();
        assertThat(there.open().body()).doesNotContain("session-ended");
        assertThat(there.isSignedIn()).isTrue();
    }

    /** What the console wants done anew is asked of the issuer, and leads back to where it was wanted. */
    @Test
    void leadBackToThePageThatWantsThePasswordOnceMore() {
        ConsoleBrowser here = new ConsoleBrowser(one);
        here.signIn();
        List<URI> way = here.follow("/sign-in?again=/o/acme/profile");
        assertThat(way).anySatisfy(step -> assertThat(step.toString()).contains("/oauth2/authorize", "max_age=60"));
        assertThat(way.getLast().getPath()).isEqualTo("/o/acme/profile");
        for (String elsewhere : List.of("//evil.example", "https://evil.example", "/o/../../x", "/logout")) {
            assertThat(here.follow("/sign-in?again=" + elsewhere).getLast().getPath())
                    .as(elsewhere)
                    .isEqualTo("/");
        }
    }

    private ConfigurableApplicationContext console(Path secrets) {
        return new SpringApplicationBuilder(Console.class)
                .run(
                        "--server.port=0",
                        "--bursar.console.admin-api-url=" + issuer.url(),
                        "--bursar.console.issuer-url=" + issuer.url(),
                        "--bursar.secrets-directory=" + secrets,
                        "--vaadin.productionMode=true");
    }
}
