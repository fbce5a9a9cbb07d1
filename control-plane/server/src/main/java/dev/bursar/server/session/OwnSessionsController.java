package dev.bursar.server.session;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.session.EndedSessions;
import dev.bursar.adminapi.session.OwnSessionsApi;
import dev.bursar.adminapi.session.Session;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.Memberships;
import dev.bursar.server.identity.RecentSignIn;
import dev.bursar.server.identity.SignIn;
import dev.bursar.server.platform.database.Tenancy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OwnSessionsController implements OwnSessionsApi {
    private final Callers callers;
    private final RecentSignIn recent;
    private final Memberships memberships;
    private final Sessions sessions;
    private final SessionViews views;
    private final AuditLog audit;
    private final Tenancy tenancy;

    OwnSessionsController(
            Callers callers,
            RecentSignIn recent,
            Memberships memberships,
            Sessions sessions,
            SessionViews views,
            AuditLog audit,
            Tenancy tenancy) {
        this.callers = callers;
        this.recent = recent;
        this.memberships = memberships;
        this.sessions = sessions;
        this.views = views;
        this.audit = audit;
        this.tenancy = tenancy;
    }

    @Override
    public Page<Session> list(@Nullable String cursor, @Nullable Integer size) {
        SignIn asking = callers.signIn();
        return tenancy.platform(tx -> views.page(tx, asking.identity(), asking, cursor, size));
    }

    @Override
    public EndedSessions endAll() {
        SignIn asking = callers.signIn();
        recent.require(asking);
        Identity person = asking.identity();
        List<String> ended = tenancy.platform(tx -> sessions.endAll(tx, person, EndedBy.SELF));
        record(person, ended);
        return new EndedSessions(ended.size());
    }

    @Override
    public Session end(String sessionId) {
        SignIn asking = callers.signIn();
        Identity person = asking.identity();
        tenancy.platform(tx -> views.get(tx, person, asking, sessionId));
        if (!asking.sessionId().equals(Optional.of(sessionId))) {
            recent.require(asking);
        }
        record(person, tenancy.platform(tx -> sessions.end(tx, person, sessionId, EndedBy.SELF)));
        return tenancy.platform(tx -> views.get(tx, person, asking, sessionId));
    }

    /** A sign-in is the person's, not an organization's: each organization that they belong to is told in its log. */
    private void record(Identity person, List<String> ended) {
        if (ended.isEmpty()) {
            return;
        }
        sessions.tell(person.issuer(), ended);
        memberships.of(person).forEach(membership -> {
            UUID organization = membership.organizationId();
            // Whether they are let in there by this sign-in does not matter: they end it.
            var caller = callers.joining(organization, membership.memberId(), membership.displayName());
            tenancy.write(organization, tx -> {
                audit.append(
                        tx,
                        caller,
                        AuditLog.Change.created(
                                "session.ended",
                                "member",
                                membership.memberId(),
                                membership.displayName(),
                                Map.of("sessions", ended)));
                return true;
            });
        });
    }
}
