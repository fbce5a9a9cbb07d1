package dev.bursar.server.identity;

import dev.bursar.server.identity.Caller.ActorKind;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.platform.web.RequestIds;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Reads the verified token of the current request. Roles are looked up at each request: taking one away works at once. */
@Component
final class RequestCallers implements Callers {
    private final Memberships memberships;

    RequestCallers(Memberships memberships) {
        this.memberships = memberships;
    }

    @Override
    public Caller in(UUID organizationId) {
        return memberships
                .in(organizationId, identity())
                .map(RequestCallers::caller)
                .orElseThrow(() -> ProblemException.notFound("organization"));
    }

    @Override
    public Caller anywhere(Action action) {
        List<Membership> all = memberships.of(identity());
        return all.stream()
                .filter(m -> m.actions().contains(action))
                .findFirst()
                .map(RequestCallers::caller)
                .orElseThrow(() -> refusal(all, action));
    }

    @Override
    public Identity identity() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token) {
            return TokenIdentity.of(token.getToken()).orElseThrow(RequestCallers::unauthenticated);
        }
        throw unauthenticated();
    }

    private static ProblemException unauthenticated() {
        return new ProblemException(401, "token_invalid", "The access token is missing or not valid here.");
    }

    private static RefusedException refusal(List<Membership> all, Action action) {
        Caller nobody = new Caller(new UUID(0, 0), ActorKind.MEMBER, "", "", Set.of(), RequestIds.current(), address());
        return new RefusedException(all.isEmpty() ? nobody : caller(all.getFirst()), action);
    }

    private static Caller caller(Membership membership) {
        return new Caller(
                membership.organizationId(),
                ActorKind.MEMBER,
                membership.memberId().toString(),
                membership.displayName(),
                membership.actions(),
                RequestIds.current(),
                address());
    }

    private static String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRemoteAddr()
                : "";
    }
}
