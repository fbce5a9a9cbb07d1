package dev.bursar.server.session;

import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.SIGN_IN_SESSION;

import dev.bursar.server.identity.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
final class JooqSessions {
    private static final int SWEPT_AT_ONCE = 50;

    record Row(
            String id,
            String subject,
            Instant startedAt,
            Instant lastSeenAt,
            String address,
            String userAgent,
            @Nullable Instant endedAt,
            String endedBy) {}

    /** Where a page ended. */
    record After(Instant startedAt, String id) {}

    /** False: it was known already. */
    boolean insert(DSLContext tx, Identity person, String id, Instant now, String address, String userAgent) {
        return tx.insertInto(SIGN_IN_SESSION)
                        .set(SIGN_IN_SESSION.ISSUER, person.issuer())
                        .set(SIGN_IN_SESSION.SESSION_ID, id)
                        .set(SIGN_IN_SESSION.SUBJECT, person.subject())
                        .set(SIGN_IN_SESSION.STARTED_AT, now)
                        .set(SIGN_IN_SESSION.LAST_SEEN_AT, now)
                        .set(SIGN_IN_SESSION.ADDRESS, address)
                        .set(SIGN_IN_SESSION.USER_AGENT, userAgent)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /** False: somebody else was faster. */
    boolean touch(DSLContext tx, String issuer, String id, Instant now, Instant unlessSince) {
        return tx.update(SIGN_IN_SESSION)
                        .set(SIGN_IN_SESSION.LAST_SEEN_AT, now)
                        .where(is(issuer, id))
                        .and(SIGN_IN_SESSION.LAST_SEEN_AT.le(unlessSince))
                        .execute()
                == 1;
    }

    Optional<Row> find(DSLContext tx, String issuer, String id) {
        return rows(tx, is(issuer, id), 1).stream().findFirst();
    }

    /** Newest first; one more than the page. */
    List<Row> page(DSLContext tx, Identity person, Optional<After> after, int size) {
        Condition rest = after.<Condition>map(at -> DSL.row(SIGN_IN_SESSION.STARTED_AT, SIGN_IN_SESSION.SESSION_ID)
                        .lt(at.startedAt(), at.id()))
                .orElse(DSL.noCondition());
        return rows(tx, of(person).and(rest), size + 1);
    }

    /** The ids of those that it ended. */
    List<String> end(DSLContext tx, Condition which, Instant now, EndedBy by) {
        return tx.update(SIGN_IN_SESSION)
                .set(SIGN_IN_SESSION.ENDED_AT, now)
                .set(SIGN_IN_SESSION.ENDED_BY, by.text())
                .where(which)
                .and(SIGN_IN_SESSION.ENDED_AT.isNull())
                .returning(SIGN_IN_SESSION.SESSION_ID)
                .fetch(SIGN_IN_SESSION.SESSION_ID);
    }

    /** Forgets a few of the oldest. */
    void sweep(DSLContext tx, Instant before) {
        tx.deleteFrom(SIGN_IN_SESSION)
                .where(DSL.row(SIGN_IN_SESSION.ISSUER, SIGN_IN_SESSION.SESSION_ID)
                        .in(tx.select(SIGN_IN_SESSION.ISSUER, SIGN_IN_SESSION.SESSION_ID)
                                .from(SIGN_IN_SESSION)
                                .where(SIGN_IN_SESSION.LAST_SEEN_AT.lt(before))
                                .orderBy(SIGN_IN_SESSION.LAST_SEEN_AT)
                                .limit(SWEPT_AT_ONCE)))
                .execute();
    }

    /** Who a member is at their issuer; empty before they first signed in. */
    Optional<Identity> member(DSLContext tx, UUID organizationId, UUID memberId) {
        return tx.select(MEMBER.ISSUER, MEMBER.SUBJECT, MEMBER.EMAIL, MEMBER.DISPLAY_NAME)
                .from(MEMBER)
                .where(MEMBER.ORGANIZATION_ID.eq(organizationId), MEMBER.MEMBER_ID.eq(memberId))
                .fetchOptional(row -> new Identity(
                        row.value1() == null ? "" : row.value1(),
                        row.value2() == null ? "" : row.value2(),
                        row.value3(),
                        row.value4()));
    }

    static Condition is(String issuer, String id) {
        return SIGN_IN_SESSION.ISSUER.eq(issuer).and(SIGN_IN_SESSION.SESSION_ID.eq(id));
    }

    static Condition of(Identity person) {
        return SIGN_IN_SESSION.ISSUER.eq(person.issuer()).and(SIGN_IN_SESSION.SUBJECT.eq(person.subject()));
    }

    static Condition startedBy(Instant until) {
        return SIGN_IN_SESSION.STARTED_AT.le(until);
    }

    private static List<Row> rows(DSLContext tx, Condition which, int most) {
        return tx.selectFrom(SIGN_IN_SESSION)
                .where(which)
                .orderBy(SIGN_IN_SESSION.STARTED_AT.desc(), SIGN_IN_SESSION.SESSION_ID.desc())
                .limit(most)
                .fetch(row -> new Row(
                        row.getSessionId(),
                        row.getSubject(),
                        row.getStartedAt(),
                        row.getLastSeenAt(),
                        row.getAddress(),
                        row.getUserAgent(),
                        row.getEndedAt(),
                        row.getEndedBy()));
    }
}
