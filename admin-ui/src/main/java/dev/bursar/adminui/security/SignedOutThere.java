package dev.bursar.adminui.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Ends the sessions that a logout token of the issuer is about. Spring's own handler would call the console by the address
 * that the issuer used, once for each session: behind a proxy the console need not reach that, nor trust its certificate.
 */
final class SignedOutThere implements LogoutHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SignedOutThere.class);

    private final OidcSessionRegistry registry;
    private final OpenSessions sessions;

    SignedOutThere(OidcSessionRegistry registry, OpenSessions sessions) {
        this.registry = registry;
        this.sessions = sessions;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication == null || !(authentication.getPrincipal() instanceof OidcLogoutToken token)) {
            return;
        }
        int ended = 0;
        for (var session : registry.removeSessionInformation(token)) {
            sessions.end(session.getSessionId());
            ended++;
        }
        LOG.info("Signed out by the issuer subject={} sessions={}", token.getSubject(), ended);
    }
}
