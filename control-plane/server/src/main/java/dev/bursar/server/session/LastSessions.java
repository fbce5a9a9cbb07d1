package dev.bursar.server.session;

import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.SIGN_IN_SESSION;

import dev.bursar.adminapi.organization.Impact;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.organization.OrganizationNews;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whoever came through the providers of an organization that is deleted is signed out: their accounts were its own. Others
 * may belong to more than this organization; what they lose is this one.
 */
@Component
@Order(OrganizationNews.SIGN_INS)
final class LastSessions implements OrganizationNews {
    /** A sign-in that was not seen for longer is none to count. */
    private static final Duration LATELY = Duration.ofDays(1);

    private final JooqSessions store;
    private final Clock clock;

    LastSessions(JooqSessions store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void deleted(DSLContext tx, Caller caller) {
        store.end(tx, throughItsProviders(caller.organizationId()), clock.instant(), EndedBy.ADMINISTRATOR);
    }

    @Override
    public List<Impact.Ending> endings(DSLContext tx, UUID organizationId) {
        return List.of(new Impact.Ending(
                "sessions",
                tx.fetchCount(
                        SIGN_IN_SESSION,
                        throughItsProviders(organizationId),
                        SIGN_IN_SESSION.ENDED_AT.isNull(),
                        SIGN_IN_SESSION.LAST_SEEN_AT.gt(clock.instant().minus(LATELY)))));
    }

    private static Condition throughItsProviders(UUID organizationId) {
        return DSL.row(SIGN_IN_SESSION.ISSUER, SIGN_IN_SESSION.SUBJECT)
                .in(DSL.select(MEMBER.ISSUER, MEMBER.SUBJECT)
                        .from(MEMBER)
                        .where(
                                MEMBER.ORGANIZATION_ID.eq(organizationId),
                                MEMBER.CAME_THROUGH.isNotNull(),
                                MEMBER.ISSUER.isNotNull()));
    }
}
