package dev.bursar.server.session;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.session.EndedSessions;
import dev.bursar.adminapi.session.MemberSessionsApi;
import dev.bursar.adminapi.session.Session;
import dev.bursar.policy.access.Action;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.identity.HeldRoles;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.Memberships;
import dev.bursar.server.identity.SignIn;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MemberSessionsController implements MemberSessionsApi {
    private final Callers callers;
    private final Sessions sessions;
    private final SessionViews views;
    private final JooqSessions store;
    private final AuditLog audit;
    private final Tenancy tenancy;

    MemberSessionsController(
            Callers callers,
            Sessions sessions,
            SessionViews views,
            JooqSessions store,
            AuditLog audit,
            Tenancy tenancy) {
        this.callers = callers;
        this.sessions = sessions;
        this.views = views;
        this.store = store;
        this.audit = audit;
        this.tenancy = tenancy;
    }

    @Override
    public Page<Session> list(UUID organizationId, UUID memberId, @Nullable String cursor, @Nullable Integer size) {
        // Where people sign in from stands in the audit log, too.
        Caller caller = callers.in(organizationId);
        if (!caller.may(Action.AUDIT_READ)) {
            caller.require(Action.MEMBER_WRITE);
        }
        SignIn asking = callers.signIn();
        return tenancy.read(
                organizationId, tx -> views.page(tx, member(tx, organizationId, memberId), asking, cursor, size));
    }

    @Override
    public EndedSessions endAll(UUID organizationId, UUID memberId) {
        Caller caller = caller(organizationId);
        List<String> ended =
                ending(caller, memberId, (tx, person) -> sessions.endAll(tx, person, EndedBy.ADMINISTRATOR));
        return new EndedSessions(ended.size());
    }

    @Override
    public Session end(UUID organizationId, UUID memberId, String sessionId) {
        Caller caller = caller(organizationId);
        SignIn asking = callers.signIn();
        ending(caller, memberId, (tx, person) -> {
            views.get(tx, person, asking, sessionId);
            return sessions.end(tx, person, sessionId, EndedBy.ADMINISTRATOR);
        });
        return tenancy.read(
                organizationId, tx -> views.get(tx, member(tx, organizationId, memberId), asking, sessionId));
    }

    private record Done(Identity person, List<String> ended) {}

    private List<String> ending(Caller caller, UUID memberId, BiFunction<DSLContext, Identity, List<String>> end) {
        UUID organization = caller.organizationId();
        Done done = tenancy.write(organization, tx -> {
            Identity person = member(tx, organization, memberId);
            HeldRoles.ofMember(tx, organization, memberId)
                    .forEach(role -> caller.requireHolds(tx, role.actions(), role.unitId()));
            List<String> ended = end.apply(tx, person);
            if (!ended.isEmpty()) {
                audit.append(
                        tx,
                        caller,
                        AuditLog.Change.created(
                                "session.ended", "member", memberId, person.name(), Map.of("sessions", ended)));
            }
            return new Done(person, ended);
        });
        sessions.tell(done.person().issuer(), done.ended());
        return done.ended();
    }

    /** Of this organization alone: where people sign in from for another one is not for this one to see, or to end. */
    private Identity member(DSLContext tx, UUID organizationId, UUID memberId) {
        Identity person =
                store.member(tx, organizationId, memberId).orElseThrow(() -> ProblemException.notFound("member"));
        if (Memberships.isElsewhere(tx, organizationId, person)) {
            throw new ProblemException(
                    409,
                    "sign_ins_shared",
                    "They belong to another organization, too: their sign-ins are their own to see and to end. Suspend them"
                            + " to keep them out of this one.");
        }
        return person;
    }

    private Caller caller(UUID organizationId) {
        Caller caller = callers.in(organizationId);
        caller.require(Action.MEMBER_WRITE);
        return caller;
    }
}
