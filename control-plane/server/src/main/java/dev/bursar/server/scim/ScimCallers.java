package dev.bursar.server.scim;

import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Authority;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Caller.ActorKind;
import dev.bursar.server.identity.Role;
import dev.bursar.server.platform.web.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** Who calls by SCIM: the token itself, in its own organization. */
final class ScimCallers {
    private ScimCallers() {}

    /**
     * An organization's people are the identity provider's to manage, its admins included: it has the authority of those
     * who issued the token, over the organization that it was issued in.
     */
    static PreAuthenticatedAuthenticationToken authentication(
            UUID organizationId, TokenRow token, HttpServletRequest request) {
        Caller caller = new Caller(
                organizationId,
                ActorKind.SCIM,
                token.id().toString(),
                token.name(),
                Authority.over(Role.ORGANIZATION_ADMIN.actions()),
                RequestIds.of(request),
                request.getRemoteAddr());
        return new PreAuthenticatedAuthenticationToken(caller, "", java.util.List.of());
    }

    /** Of the current request, which {@link TokenFilter} let in. */
    static Caller current() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof PreAuthenticatedAuthenticationToken token
                && token.getPrincipal() instanceof Caller caller) {
            caller.require(Action.MEMBER_WRITE);
            return caller;
        }
        throw new IllegalStateException("the filter lets nobody through without a token");
    }
}
