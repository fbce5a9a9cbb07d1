package dev.bursar.server.identity.issuer;

import dev.bursar.server.platform.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How often one address may come to the sign-in page and to the issuer's endpoints, whatever it wants there: so many at
 * once, and then so many a second. The console comes from one address for everyone, so this is generous; guessing is
 * bounded by {@link LoginAttempts}. At most {@link #REMEMBERED} addresses are remembered.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
@ConditionalOnProperty(name = "bursar.issuer.embedded", matchIfMissing = true)
final class RequestRate extends OncePerRequestFilter {
    static final int BURST = 300;
    static final int EACH_SECOND = 20;
    static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final ProblemWriter problems;
    private final Map<String, Tokens> addresses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tokens> eldest) {
            return size() > REMEMBERED;
        }
    };

    RequestRate(Clock clock, ProblemWriter problems) {
        this.clock = clock;
        this.problems = problems;
    }

    private record Tokens(double left, Instant at) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // Decoded, as it is dispatched: "/logi%6E" is the sign-in page too.
        String path = request.getServletPath();
        return !(path.startsWith("/oauth2/")
                || path.startsWith("/connect/")
                || path.equals("/login")
                || path.equals("/userinfo")
                || path.equals(TokenForScripts.PATH));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (take(Neighbourhood.of(request.getRemoteAddr()))) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Retry-After", "1");
        problems.write(request, response, 429, "too_many_requests", "Too many requests from this address.");
    }

    /** @return false: there is none left */
    boolean take(String address) {
        synchronized (addresses) {
            Instant now = clock.instant();
            Tokens known = addresses.getOrDefault(address, new Tokens(BURST, now));
            double gained = Duration.between(known.at, now).toMillis() * EACH_SECOND / 1000.0;
            double left = Math.min(BURST, known.left + Math.max(0, gained));
            addresses.put(address, new Tokens(left >= 1 ? left - 1 : left, now));
            return left >= 1;
        }
    }

    int remembered() {
        synchronized (addresses) {
            return addresses.size();
        }
    }
}
