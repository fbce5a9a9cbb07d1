package dev.bursar.server.identity;

import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Authority;
import dev.bursar.server.identity.Caller.ActorKind;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.platform.web.RequestIds;
import dev.bursar.server.platform.web.Turnstile;
import java.util.List;
import java.util.Optional;
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
    private final LastActivity activity;
    private final MachineCallers machines;
    private final List<EntryRule> rules;
    private final Turnstile turnstile;

    RequestCallers(
            Memberships memberships,
            LastActivity activity,
            MachineCallers machines,
            List<EntryRule> rules,
            Turnstile turnstile) {
        this.memberships = memberships;
        this.activity = activity;
        this.machines = machines;
        this.rules = List.copyOf(rules);
        this.turnstile = turnstile;
    }

    @Override
    public Caller in(UUID organizationId) {
        Optional<Machine> machine = presented();
        if (machine.isPresent()) {
            turnstile.enterAs("service account " + machine.get().serviceAccountId());
            Caller caller = machines.in(organizationId, machine.get(), RequestIds.current(), address());
            turnstile.enter(organizationId);
            return caller;
        }
        Membership membership =
                memberships.in(organizationId, identity()).orElseThrow(() -> ProblemException.notFound("organization"));
        turnstile.enter(organizationId);
        requireEntry(organizationId);
        activity.seen(organizationId, membership.memberId());
        return caller(membership);
    }

    @Override
    public Caller anywhere(Action action) {
        Optional<Machine> machine = presented();
        if (machine.isPresent()) {
            Caller caller = in(machine.get().organizationId());
            caller.require(action);
            return caller;
        }
        List<Membership> all = memberships.of(identity());
        return operator(all, action)
                .map(RequestCallers::caller)
                .orElseThrow(() -> barred(all, action).orElseGet(() -> missing(all, action)));
    }

    @Override
    public Caller operating(UUID organizationId, Action action) {
        return operating(organizationId, action, action);
    }

    @Override
    public Caller operating(UUID organizationId, Action action, Action otherwise) {
        Optional<Caller> operator = operator(action);
        if (operator.isEmpty()) {
            Caller caller = in(organizationId);
            caller.require(otherwise);
            return caller;
        }
        Caller caller = operator.get();
        return new Caller(
                organizationId,
                caller.actorKind(),
                caller.actorId(),
                caller.actorName(),
                Authority.over(List.of(action)),
                caller.requestId(),
                caller.address());
    }

    @Override
    public Caller joining(UUID organizationId, UUID memberId, String name) {
        return new Caller(
                organizationId,
                ActorKind.MEMBER,
                memberId.toString(),
                name,
                Authority.NONE,
                RequestIds.current(),
                address());
    }

    @Override
    public Identity identity() {
        return signIn().identity();
    }

    @Override
    public SignIn signIn() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token) {
            SignIn signIn = TokenIdentity.of(token.getToken()).orElseThrow(RequestCallers::unauthenticated);
            turnstile.enterAs(
                    signIn.identity().issuer() + " " + signIn.identity().subject());
            return signIn;
        }
        if (presented().isPresent()) {
            throw new ProblemException(403, "people_only", "This is for people; a service account is none.");
        }
        throw unauthenticated();
    }

    @Override
    public Optional<Membership> machine() {
        return presented().map(machine -> {
            turnstile.enterAs("service account " + machine.serviceAccountId());
            return machines.membership(machine).orElseThrow(() -> ProblemException.notFound("organization"));
        });
    }

    private Optional<Caller> operator(Action action) {
        Optional<Machine> machine = presented();
        if (machine.isPresent()) {
            return Optional.of(in(machine.get().organizationId())).filter(caller -> caller.may(action));
        }
        return operator(memberships.of(identity()), action).map(RequestCallers::caller);
    }

    private static Optional<Machine> presented() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof MachineAuthentication token
                ? Optional.of(token.machine())
                : Optional.empty();
    }

    /** By a role in an organization that this sign-in lets them into. */
    private Optional<Membership> operator(List<Membership> all, Action action) {
        return all.stream()
                .filter(m -> m.authority().may(action))
                .filter(m -> barred(m.organizationId()).isEmpty())
                .findFirst();
    }

    /** Why none of those who may is let in. Empty: none may. */
    private Optional<ProblemException> barred(List<Membership> all, Action action) {
        return all.stream()
                .filter(m -> m.authority().may(action))
                .flatMap(m -> barred(m.organizationId()).stream())
                .findFirst();
    }

    private Optional<ProblemException> barred(UUID organizationId) {
        try {
            requireEntry(organizationId);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e);
        }
    }

    private void requireEntry(UUID organizationId) {
        SignIn signIn = signIn();
        rules.forEach(rule -> rule.check(organizationId, signIn));
    }

    private static ProblemException unauthenticated() {
        return new ProblemException(401, "token_invalid", "The access token is missing or not valid here.");
    }

    private static RefusedException missing(List<Membership> all, Action action) {
        Caller nobody =
                new Caller(new UUID(0, 0), ActorKind.MEMBER, "", "", Authority.NONE, RequestIds.current(), address());
        return RefusedException.missing(all.isEmpty() ? nobody : caller(all.getFirst()), action);
    }

    private static Caller caller(Membership membership) {
        return new Caller(
                membership.organizationId(),
                ActorKind.MEMBER,
                membership.memberId().toString(),
                membership.displayName(),
                membership.authority(),
                RequestIds.current(),
                address());
    }

    private static String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRemoteAddr()
                : "";
    }
}
