package dev.bursar.server.scim;

import dev.bursar.policy.key.ScimTokenText;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.platform.web.ProblemWriter;
import dev.bursar.server.platform.web.Turnstile;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in whoever has a token of the organization that the address names. Another organization's token, and an
 * organization that there is not, get the same answer as no token. From then on the request is one of the organization's, and
 * counts as such: provisioning is no way to use up what is others'.
 */
final class TokenFilter extends OncePerRequestFilter {
    private static final String BEARER = "bearer ";

    private final Tenancy tenancy;
    private final Tokens tokens;
    private final Turnstile turnstile;
    private final ProblemWriter problems;

    TokenFilter(Tenancy tenancy, Tokens tokens, Turnstile turnstile, ProblemWriter problems) {
        this.tenancy = tenancy;
        this.tokens = tokens;
        this.turnstile = turnstile;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<UUID> organization = organization(request);
        Optional<TokenRow> token = organization.flatMap(
                id -> text(request.getHeader("Authorization")).flatMap(text -> check(id, text)));
        if (token.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Bearer");
            problems.write(request, response, 401, "token_invalid", "The token is missing or not valid here.");
            return;
        }
        try {
            turnstile.enterUnattended(organization.orElseThrow());
        } catch (ProblemException busy) {
            busy.retryAfter().ifPresent(pause -> response.setHeader("Retry-After", Long.toString(pause.toSeconds())));
            problems.write(request, response, busy.status(), busy.code(), busy.detail());
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(ScimCallers.authentication(organization.orElseThrow(), token.get(), request));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private Optional<TokenRow> check(UUID organizationId, ScimTokenText text) {
        Optional<TokenRow> token = tenancy.read(organizationId, tx -> tokens.check(tx, organizationId, text));
        token.filter(tokens::isUseOld)
                .ifPresent(used -> tenancy.write(organizationId, tx -> tokens.used(tx, organizationId, used)));
        return token;
    }

    private static Optional<ScimTokenText> text(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? ScimTokenText.parse(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private static Optional<UUID> organization(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (!path.startsWith(ScimAddress.PATH)) {
            return Optional.empty();
        }
        String rest = path.substring(ScimAddress.PATH.length());
        int end = rest.indexOf('/');
        return Uuids.of(end < 0 ? rest : rest.substring(0, end));
    }
}
