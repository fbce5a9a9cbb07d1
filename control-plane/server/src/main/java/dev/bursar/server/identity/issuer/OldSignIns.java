package dev.bursar.server.identity.issuer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks for the password again where an application wants it entered lately ({@code max_age} of OpenID Connect). For this one
 * request nobody is signed in, so that it leads to the sign-in page and is repeated from there; the sign-in goes on.
 */
final class OldSignIns extends OncePerRequestFilter {
    /** Less would lead in circles: entering it and coming back takes a moment. */
    static final Duration SHORTEST = Duration.ofSeconds(30);

    private final Clock clock;

    OldSignIns(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean old = maxAge(request)
                .flatMap(age -> BrowserSession.of(
                                SecurityContextHolder.getContext().getAuthentication())
                        .filter(session -> session.since().plus(age).isBefore(clock.instant())))
                .isPresent();
        if (old) {
            SecurityContextHolder.setContext(SecurityContextHolder.createEmptyContext());
        }
        chain.doFilter(request, response);
    }

    /** What is no number of seconds is as if it were not there. */
    private static Optional<Duration> maxAge(HttpServletRequest request) {
        String text = request.getParameter("max_age");
        if (text == null || !text.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(text));
        return Optional.of(wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted);
    }
}
