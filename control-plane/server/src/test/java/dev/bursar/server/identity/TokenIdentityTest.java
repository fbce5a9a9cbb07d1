package dev.bursar.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

/** One converter for the tokens of both issuers. */
class TokenIdentityTest {
    @Test
    void readsATokenOfTheEmbeddedIssuer() {
        SignIn signIn = read(Map.of(
                "sub", "s-1",
                "email", "ada@acme.test",
                "email_verified", true,
                "name", "Ada",
                "sid", "one",
                "auth_time", 1_790_000_000L,
                "scope", List.of("openid", "email")));
        assertThat(signIn.authenticatedAt()).contains(Instant.ofEpochSecond(1_790_000_000L));
        assertThat(signIn.identity()).isEqualTo(new Identity("http://issuer.test", "s-1", "ada@acme.test", "Ada"));
        assertThat(signIn.sessionId()).contains("one");
        assertThat(signIn.emailVerified()).isTrue();
        assertThat(signIn.through()).isEmpty();
        assertThat(signIn.organizations()).isEmpty();
    }

    @Test
    void readsATokenOfKeycloak() {
        SignIn signIn = read(Map.of(
                "sub", "s-2",
                "email", "bo@corp.test",
                "email_verified", true,
                "preferred_username", "bo",
                "sid", "two",
                "scope", "openid email",
                "identity_provider", "corp-login",
                "organization",
                        Map.of("0b1c", Map.of("id", "k-1", "groups", List.of("/staff", "engineers", "/staff", "")))));
        assertThat(signIn.identity().name()).isEqualTo("bo");
        assertThat(signIn.through()).contains("corp-login");
        assertThat(signIn.organizations()).containsExactly(new SignIn.Belonging("0b1c", List.of("staff", "engineers")));
    }

    @Test
    void takesAMereListOfOrganizationsToo() {
        SignIn signIn = read(Map.of("sub", "s", "organization", List.of("a", "b")));
        assertThat(signIn.organizations())
                .containsExactly(new SignIn.Belonging("a", List.of()), new SignIn.Belonging("b", List.of()));
    }

    @Test
    void believesNothingThatHasNotTheRightShape() {
        SignIn signIn = read(Map.of(
                "sub", "s",
                "email_verified", "true",
                "auth_time", "now",
                "organization", Map.of("a", "x", "b", Map.of("groups", "staff"))));
        assertThat(signIn.emailVerified()).isFalse();
        assertThat(signIn.authenticatedAt()).isEmpty();
        assertThat(signIn.organizations())
                .allSatisfy(o -> assertThat(o.groups()).isEmpty());
        assertThat(TokenIdentity.of(token(Map.of("sub", "s", "sid", "x".repeat(201)))))
                .isEmpty();
        assertThat(TokenIdentity.of(token(Map.of("sub", " ")))).isEmpty();
    }

    private static SignIn read(Map<String, Object> claims) {
        return TokenIdentity.of(token(claims)).orElseThrow();
    }

    private static Jwt token(Map<String, Object> claims) {
        return Jwt.withTokenValue("t")
                .header("alg", "RS256")
                .claims(all -> all.putAll(claims))
                .issuer("http://issuer.test")
                .expiresAt(Instant.parse("2030-01-01T00:00:00Z"))
                .build();
    }
}
