package dev.bursar.server.session;

import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.SessionEnder;
import dev.bursar.server.identity.SignIn;
import dev.bursar.server.identity.SignInListener;
import dev.bursar.server.identity.SignIns;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Remembers each sign-in by the {@code sid} of its tokens and refuses the tokens of an ended one. The end is in the
 * database, so every control plane knows it at the next call; access tokens are not waited for to run out.
 */
@Component
public final class Sessions implements SignIns {
    static final Duration SEEN_EVERY = Duration.ofMinutes(1);
    /** Longer than any refresh token lives: an ended sign-in must not come back as a new one. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final int MAX_AGENT = 300;

    private final JooqSessions store;
    private final Tenancy tenancy;
    private final List<SignInListener> listeners;
    private final List<SessionEnder> enders;
    private final Clock clock;

    Sessions(
            JooqSessions store,
            Tenancy tenancy,
            List<SignInListener> listeners,
            List<SessionEnder> enders,
            Clock clock) {
        this.store = store;
        this.tenancy = tenancy;
        this.listeners = List.copyOf(listeners);
        this.enders = List.copyOf(enders);
        this.clock = clock;
    }

    private enum Sight {
        FIRST,
        AGAIN,
        LATELY,
        ENDED
    }

    @Override
    public void seen(SignIn signIn, String address, String userAgent) {
        Sight sight = signIn.sessionId()
                .map(id -> tenancy.platform(tx -> look(tx, signIn.identity(), id, address, userAgent)))
                .orElse(Sight.AGAIN);
        switch (sight) {
            case ENDED -> throw new ProblemException(401, "session_ended", "This sign-in is over. Sign in again.");
            case FIRST -> listeners.forEach(listener -> listener.seen(signIn, true));
            case AGAIN -> listeners.forEach(listener -> listener.seen(signIn, false));
            case LATELY -> {}
        }
    }

    @Override
    public boolean isEnded(String issuer, String sessionId) {
        return tenancy.platform(tx -> store.find(tx, issuer, sessionId))
                .filter(row -> row.endedAt() != null)
                .isPresent();
    }

    /** Nothing to tell the issuer: it says so itself. */
    @Override
    public void endedByIssuer(Identity person, String sessionId) {
        tenancy.platform(tx -> {
            store.insert(tx, person, sessionId, clock.instant(), "", "");
            return store.end(tx, JooqSessions.is(person.issuer(), sessionId), clock.instant(), EndedBy.ISSUER);
        });
    }

    /**
     * Ends what a person is signed in to. In the transaction of a change that its caller audits; {@link #tell} follows
     * once it is committed.
     *
     * @return the sign-ins that went on until now
     */
    public List<String> endAll(DSLContext tx, Identity person, EndedBy by) {
        return store.end(tx, JooqSessions.of(person), clock.instant(), by);
    }

    /** As {@link #endAll}, but for the one that asks. */
    List<String> endOthers(DSLContext tx, SignIn asking, EndedBy by) {
        Identity person = asking.identity();
        Condition others = asking.sessionId()
                .map(kept -> JooqSessions.of(person).and(DSL.not(JooqSessions.is(person.issuer(), kept))))
                .orElseGet(() -> JooqSessions.of(person));
        return store.end(tx, others, clock.instant(), by);
    }

    /** As {@link #endAll}, but for what began since then: that is another time. */
    public List<String> endAllUntil(DSLContext tx, Identity person, EndedBy by, Instant until) {
        Condition which = JooqSessions.of(person).and(JooqSessions.startedBy(until));
        return store.end(tx, which, clock.instant(), by);
    }

    /** Tells the issuer of ended sign-ins. */
    public void tell(String issuer, List<String> sessionIds) {
        sessionIds.forEach(id -> enders.forEach(ender -> ender.ended(issuer, id)));
    }

    List<String> end(DSLContext tx, Identity person, String sessionId, EndedBy by) {
        Condition which = JooqSessions.of(person).and(JooqSessions.is(person.issuer(), sessionId));
        return store.end(tx, which, clock.instant(), by);
    }

    private Sight look(DSLContext tx, Identity person, String id, String address, String userAgent) {
        Instant now = clock.instant();
        Optional<JooqSessions.Row> known = store.find(tx, person.issuer(), id);
        if (known.isEmpty()) {
            store.sweep(tx, now.minus(KEPT));
            return store.insert(tx, person, id, now, address, printable(userAgent)) ? Sight.FIRST : Sight.AGAIN;
        }
        JooqSessions.Row row = known.get();
        if (row.endedAt() != null) {
            return Sight.ENDED;
        }
        if (!row.subject().equals(person.subject())) {
            return Sight.LATELY;
        }
        Instant due = now.minus(SEEN_EVERY);
        boolean lately = row.lastSeenAt().isAfter(due);
        return !lately && store.touch(tx, person.issuer(), id, now, due) ? Sight.AGAIN : Sight.LATELY;
    }

    private static String printable(String userAgent) {
        String clean = userAgent.replaceAll("[^\\x20-\\x7e]", "?");
        return clean.length() > MAX_AGENT ? clean.substring(0, MAX_AGENT) : clean;
    }
}
