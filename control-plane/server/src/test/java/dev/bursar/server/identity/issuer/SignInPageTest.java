package dev.bursar.server.identity.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.WithDemoServer;
import org.junit.jupiter.api.Test;

@WithDemoServer
class SignInPageTest {
    private final DemoServer server;

    SignInPageTest(DemoServer server) {
        this.server = server;
    }

    @Test
    void masksThePasswordAndHelpsPasswordManagers() {
        String page = server.withToken(null).get("/login").body();
        assertThat(page)
                .containsPattern("<input[^>]*type=\"password\"[^>]*autocomplete=\"current-password\"|"
                        + "<input[^>]*autocomplete=\"current-password\"[^>]*type=\"password\"")
                .containsPattern("<input[^>]*autocomplete=\"username\"")
                .doesNotContainIgnoringCase("onpaste", "autocomplete=\"off\"", "readonly");
        assertThat(server.withToken(null).get("/issuer/login.js").body()).doesNotContain("paste", "preventDefault");
    }
}
