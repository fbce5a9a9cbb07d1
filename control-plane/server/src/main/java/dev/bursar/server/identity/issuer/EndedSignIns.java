package dev.bursar.server.identity.issuer;

import dev.bursar.server.identity.IssuerProperties;
import dev.bursar.server.identity.SignIns;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/** A browser whose sign-in was ended is asked for the password again; else it would get tokens that are refused. */
final class EndedSignIns extends OncePerRequestFilter {
    private final SignIns signIns;
    private final String issuer;

    EndedSignIns(SignIns signIns, IssuerProperties properties) {
        this.signIns = signIns;
        this.issuer = properties.uri();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (BrowserSession.of(authentication)
                .filter(session -> signIns.isEnded(issuer, session.id()))
                .isPresent()) {
            new SecurityContextLogoutHandler().logout(request, response, authentication);
        }
        chain.doFilter(request, response);
    }
}
