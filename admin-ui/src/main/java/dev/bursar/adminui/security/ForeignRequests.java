package dev.bursar.adminui.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a page of another origin makes a browser send that may change something. Browsers say where a request comes from by {@code Sec-Fetch-Site}, older ones and
 * those over plain http by {@code Origin}. Who says neither is no browser that a page could have made send it: the
 * issuer's back channel, scripts. Another line of defence beside the cookie's SameSite and Vaadin's own tokens, for
 * neighbours of the same site.
 *
 * <p>WebSockets are refused to everybody: the console polls, and the endpoint that Vaadin has for its push all the same
 * asks for neither origin nor sign-in.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class ForeignRequests extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isWebSocket(request) || mayChange(request) && isForeign(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isWebSocket(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    private static boolean mayChange(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod());
    }

    private static boolean isForeign(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !OWN.contains(site);
        }
        String origin = request.getHeader("Origin");
        return origin != null && !isOwn(request, origin);
    }

    /** {@code null}, which sandboxed pages send, is nobody's own. */
    private static boolean isOwn(HttpServletRequest request, String origin) {
        URI uri = parsed(origin);
        return uri != null
                && request.getServerName().equalsIgnoreCase(uri.getHost())
                && request.getScheme().equalsIgnoreCase(uri.getScheme())
                && request.getServerPort() == port(uri);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static @Nullable URI parsed(String origin) {
        try {
            return new URI(origin);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
