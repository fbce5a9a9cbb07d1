package dev.bursar.server.identity.issuer;

import dev.bursar.server.identity.ConsoleOrigins;
import dev.bursar.server.platform.secret.Secrets;
import java.time.Duration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The applications that may send people here to sign in. Both prove the exchange (PKCE); neither asks for consent. */
final class Clients {
    private static final String CALLBACK = "/login/oauth2/code/bursar";
    private static final Duration ACCESS = Duration.ofMinutes(10);
    private static final Duration REFRESH = Duration.ofHours(12);

    private Clients() {}

    /** The console: confidential, with a refresh token. */
    static RegisteredClient console(ConsoleOrigins origins, Secrets secrets) {
        RegisteredClient.Builder client = oidc("bursar-console")
                .clientSecret("{noop}" + secrets.password(ConsoleOrigins.CONSOLE_SECRET))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
        for (String origin : origins.all()) {
            client.redirectUri(origin + CALLBACK).postLogoutRedirectUri(origin).postLogoutRedirectUri(origin + "/");
        }
        return client.build();
    }

    /** A command line on the person's own machine: public, any loopback port (RFC 8252). */
    static RegisteredClient commandLine() {
        return oidc("bursar-cli")
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .redirectUri("http://127.0.0.1/callback")
                .redirectUri("http://[::1]/callback")
                .build();
    }

    private static RegisteredClient.Builder oidc(String id) {
        return RegisteredClient.withId(id)
                .clientId(id)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .scope("openid")
                .scope("profile")
                .scope("email")
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(ACCESS)
                        .refreshTokenTimeToLive(REFRESH)
                        .reuseRefreshTokens(true)
                        .build());
    }
}
