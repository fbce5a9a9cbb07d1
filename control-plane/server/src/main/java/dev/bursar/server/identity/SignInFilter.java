package dev.bursar.server.identity;

import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.platform.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Behind the check of the token: a token may be good and its sign-in over all the same. */
final class SignInFilter extends OncePerRequestFilter {
    private final SignIns signIns;
    private final ProblemWriter problems;

    SignInFilter(SignIns signIns, ProblemWriter problems) {
        this.signIns = signIns;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            look(request);
        } catch (ProblemException e) {
            if (e.status() == 401) {
                response.setHeader("WWW-Authenticate", "Bearer");
            }
            problems.write(request, response, e.status(), e.code(), e.detail());
            return;
        }
        chain.doFilter(request, response);
    }

    private void look(HttpServletRequest request) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token) {
            String agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
            TokenIdentity.of(token.getToken())
                    .ifPresent(signIn -> signIns.seen(signIn, request.getRemoteAddr(), agent));
        }
    }
}
