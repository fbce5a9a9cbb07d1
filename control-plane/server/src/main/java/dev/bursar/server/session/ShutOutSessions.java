package dev.bursar.server.session;

import dev.bursar.server.access.MemberNews;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Memberships;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Whoever is suspended or removed is signed out: their tokens are refused at the next call. Whoever is a member of another
 * organization, too, is let into this one no more, and goes on there: no organization ends what is another's.
 */
@Component
final class ShutOutSessions implements MemberNews {
    private final JooqSessions store;
    private final Sessions sessions;

    ShutOutSessions(JooqSessions store, Sessions sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    @Override
    public void shutOut(DSLContext tx, Caller caller, UUID memberId) {
        store.member(tx, caller.organizationId(), memberId)
                .filter(person -> !Memberships.isElsewhere(tx, caller.organizationId(), person))
                .ifPresent(person -> sessions.endAll(tx, person, EndedBy.ADMINISTRATOR));
    }
}
