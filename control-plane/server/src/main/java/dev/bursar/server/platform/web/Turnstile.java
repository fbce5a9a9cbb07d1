package dev.bursar.server.platform.web;

import dev.bursar.server.platform.database.Lane;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts the requests under way: of each caller, and of each organization once the caller is known to belong to it, so
 * that strangers can't use up what is another's. Every request of people and scripts works in {@link Lane#REQUESTS}.
 *
 * <p>A request goes through at most once for each; its places are given back when it ends. Any thread.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
public final class Turnstile extends OncePerRequestFilter {
    private static final String ATTRIBUTE = Turnstile.class.getName();
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Gates organizations;
    private final Gates unattended;
    private final Gates callers;

    Turnstile(TurnstileProperties properties) {
        this.organizations = new Gates(properties.perOrganization(), properties.waiting(), properties.longestWait());
        this.unattended = new Gates(
                Math.max(1, properties.perOrganization() / 2), properties.waiting(), properties.longestWait());
        this.callers = new Gates(properties.perCaller(), properties.waiting(), properties.longestWait());
    }

    /**
     * Counts the current request as the caller's; nothing outside of one.
     *
     * @param caller names one person or machine
     * @throws ProblemException 429 {@code caller_busy}
     */
    public void enterAs(String caller) {
        enter(callers, "c " + caller, caller, "caller_busy", "Too many of your requests are under way at once.");
    }

    /**
     * Counts the current request as one of an organization to which its caller belongs; nothing outside of one.
     *
     * @throws ProblemException 429 {@code organization_busy}
     */
    public void enter(UUID organizationId) {
        enter(
                organizations,
                "o " + organizationId,
                organizationId.toString(),
                "organization_busy",
                "Too many requests of this organization are under way at once.");
    }

    /**
     * The same, for what comes from an organization's machinery by itself: at most half of its places, so that its people
     * find one.
     *
     * @throws ProblemException 429 {@code organization_busy}
     */
    public void enterUnattended(UUID organizationId) {
        enter(
                unattended,
                "u " + organizationId,
                organizationId.toString(),
                "organization_busy",
                "Too many requests of this organization are under way at once.");
        enter(organizationId);
    }

    private static void enter(Gates gates, String place, String whose, String code, String detail) {
        Map<String, Runnable> held = held();
        if (held == null || held.containsKey(place)) {
            return;
        }
        if (!gates.enter(whose)) {
            throw ProblemException.tooMany(code, detail, PAUSE);
        }
        held.put(place, () -> gates.leave(whose));
    }

    @SuppressWarnings("unchecked")
    private static @org.jspecify.annotations.Nullable Map<String, Runnable> held() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? (Map<String, Runnable>) attributes.getRequest().getAttribute(ATTRIBUTE)
                : null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Map<String, Runnable> held = new HashMap<>();
        request.setAttribute(ATTRIBUTE, held);
        try {
            inLane(request, response, chain);
        } finally {
            held.values().forEach(Runnable::run);
        }
    }

    private static void inLane(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Lane.REQUESTS.with(() -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
