package dev.bursar.server.identity.issuer;

import dev.bursar.server.identity.IssuerProperties;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** What tokens say beside the subject: e-mail and name; and an access token what it is meant for and of which sign-in. */
final class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    private final IssuerUsers users;
    private final IssuerProperties properties;

    TokenClaims(IssuerUsers users, IssuerProperties properties) {
        this.users = users;
        this.properties = properties;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            context.getClaims().audience(List.of(properties.audience()));
            BrowserSession.of(context.getPrincipal())
                    .ifPresent(session -> context.getClaims()
                            .claim("sid", session.id())
                            .claim("auth_time", session.since().getEpochSecond()));
        } else if (!OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
            return;
        }
        Authentication principal = context.getPrincipal();
        if (principal != null) {
            users.bySubject(principal.getName()).ifPresent(user -> describe(user, context.getClaims()::claim));
        }
    }

    static void describe(IssuerUsers.User user, BiConsumer<String, Object> claim) {
        claim.accept("email", user.email());
        claim.accept("email_verified", true);
        claim.accept("name", user.name());
    }
}
