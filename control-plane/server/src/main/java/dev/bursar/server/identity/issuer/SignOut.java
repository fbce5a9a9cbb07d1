package dev.bursar.server.identity.issuer;

import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.IssuerProperties;
import dev.bursar.server.identity.SignIns;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;

/** Whoever signs out here is signed out of every application: the tokens of this sign-in are refused from now on. */
final class SignOut implements LogoutHandler {
    private final SignIns signIns;
    private final String issuer;

    SignOut(SignIns signIns, IssuerProperties properties) {
        this.signIns = signIns;
        this.issuer = properties.uri();
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        Authentication person = person(authentication);
        if (person == null) {
            return;
        }
        BrowserSession.of(person)
                .ifPresent(
                        session -> signIns.endedByIssuer(new Identity(issuer, person.getName(), "", ""), session.id()));
        new SecurityContextLogoutHandler().logout(request, response, person);
    }

    /** At the protocol's own endpoint the person stands inside of the request to end. */
    private static @Nullable Authentication person(@Nullable Authentication authentication) {
        if (authentication instanceof OidcLogoutAuthenticationToken logout) {
            return logout.isPrincipalAuthenticated() && logout.getPrincipal() instanceof Authentication inner
                    ? inner
                    : null;
        }
        return authentication;
    }
}
