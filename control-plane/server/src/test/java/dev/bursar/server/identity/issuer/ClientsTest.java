package dev.bursar.server.identity.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.identity.ConsoleOrigins;
import dev.bursar.server.platform.secret.TestSecrets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

class ClientsTest {
    @TempDir
    Path secrets = Path.of("");

    /** Renewing hands the same refresh token out again: its end is the end of the sign-in. */
    @Test
    void endsASignInAfterTwelveHoursHoweverOftenItIsRenewed() {
        RegisteredClient console = console();
        assertThat(console.getTokenSettings().getRefreshTokenTimeToLive()).isEqualTo(Duration.ofHours(12));
        assertThat(console.getTokenSettings().isReuseRefreshTokens()).isTrue();
        assertThat(console.getTokenSettings().getAccessTokenTimeToLive()).isEqualTo(Duration.ofMinutes(10));
        assertThat(console.getTokenSettings().getAuthorizationCodeTimeToLive())
                .isLessThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void letsAClientDoNoMoreThanItNeeds() {
        assertThat(console().getAuthorizationGrantTypes())
                .containsExactlyInAnyOrder(
                        AuthorizationGrantType.AUTHORIZATION_CODE, AuthorizationGrantType.REFRESH_TOKEN);
        assertThat(Clients.commandLine().getAuthorizationGrantTypes())
                .containsExactly(AuthorizationGrantType.AUTHORIZATION_CODE);
        assertThat(console().getClientAuthenticationMethods()).doesNotContain(ClientAuthenticationMethod.NONE);
        for (RegisteredClient client : new RegisteredClient[] {console(), Clients.commandLine()}) {
            assertThat(client.getScopes()).containsExactlyInAnyOrder("openid", "profile", "email");
            assertThat(client.getClientSettings().isRequireProofKey()).isTrue();
        }
    }

    private RegisteredClient console() {
        return Clients.console(ConsoleOrigins.of("http://127.0.0.1:8400"), TestSecrets.in(secrets));
    }
}
