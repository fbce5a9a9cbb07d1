package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.ISSUER_CURSOR;
import static dev.bursar.server.sql.Tables.ISSUER_EVENT;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ORGANIZATION;

import dev.bursar.server.access.MemberStates;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.IssuerEvents;
import dev.bursar.server.identity.IssuerEvents.Administered;
import dev.bursar.server.identity.IssuerEvents.SignedOut;
import dev.bursar.server.identity.Memberships;
import dev.bursar.server.identity.SignIns;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.session.EndedBy;
import dev.bursar.server.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what was done at the issuer: into the audit logs of the organizations that it is about, and what follows from it.
 * Whoever is disabled or deleted there is suspended here, which kills their keys, and their sign-ins end. Reads some
 * seconds twice, because the issuer writes its log late: an event that is in an audit log is not written again.
 */
final class EventIntake {
    static final Duration OVERLAP = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(EventIntake.class);
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final int MOST_PAGES = 50;
    private static final String SESSION = "sessions/";
    private static final Set<String> OF_PEOPLE = Set.of("update", "delete");

    private final IssuerEvents events;
    private final MemberStates states;
    private final Sessions sessions;
    private final SignIns signIns;
    private final Memberships memberships;
    private final AuditLog audit;
    private final Tenancy tenancy;
    private final Clock clock;

    EventIntake(
            IssuerEvents events,
            MemberStates states,
            Sessions sessions,
            SignIns signIns,
            Memberships memberships,
            AuditLog audit,
            Tenancy tenancy,
            Clock clock) {
        this.events = events;
        this.states = states;
        this.sessions = sessions;
        this.signIns = signIns;
        this.memberships = memberships;
        this.audit = audit;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    void run() {
        Instant began = clock.instant();
        Instant since = cursor(began).minus(OVERLAP);
        each(since, events::administered, this::administered);
        each(since, events::signedOut, this::signedOut);
        move(began);
    }

    private <E> void each(Instant since, BiFunction<Instant, Integer, List<E>> page, Consumer<E> work) {
        for (int i = 0; i < MOST_PAGES; i++) {
            List<E> read = page.apply(since, i * IssuerEvents.MOST);
            read.forEach(work);
            if (read.size() < IssuerEvents.MOST) {
                return;
            }
        }
        LOG.warn("More events of the issuer than are read at once; the rest follows");
    }

    private void signedOut(SignedOut event) {
        if (!event.sessionId().isEmpty() && !event.subject().isEmpty()) {
            signIns.endedByIssuer(new Identity(events.issuer(), event.subject(), "", ""), event.sessionId());
        }
    }

    private void administered(Administered event) {
        event.organization().flatMap(EventIntake::uuid).filter(this::exists).ifPresent(id -> write(id, event, false));
        event.subject().ifPresent(subject -> person(event, subject));
        if (event.operation().equals("delete") && event.path().startsWith(SESSION)) {
            signIns.endedByIssuer(
                    new Identity(events.issuer(), "", "", ""), event.path().substring(SESSION.length()));
        }
    }

    private void person(Administered event, String subject) {
        boolean ofPerson = event.kind().equals("user");
        boolean out = ofPerson
                && OF_PEOPLE.contains(event.operation())
                && !events.enabled(subject).orElse(false);
        boolean signedOut = ofPerson && event.path().endsWith("/logout");
        if (out || signedOut) {
            Identity person = new Identity(events.issuer(), subject, "", "");
            sessions.tell(
                    person.issuer(),
                    tenancy.platform(tx -> sessions.endAllUntil(tx, person, EndedBy.ISSUER, event.at())));
        }
        memberships
                .organizations(new Identity(events.issuer(), subject, "", ""))
                .forEach(id -> write(id, event, out));
    }

    private void write(UUID organization, Administered event, boolean suspend) {
        if (suspend && tenancy.read(organization, tx -> !isRemembered(tx, organization, event))) {
            suspend(organization, event);
        }
        tenancy.write(organization, tx -> {
            if (remember(tx, organization, event)) {
                Optional<UUID> member = event.subject().flatMap(subject -> member(tx, organization, subject));
                audit.append(tx, Caller.system(organization), entry(event, member));
            }
            return true;
        });
    }

    /**
     * In a transaction of its own, so that nothing of it is done where it is refused: the last administrator and the
     * break-glass account stay, and cannot sign in all the same. Before the event counts as read: twice is once.
     */
    private void suspend(UUID organization, Administered event) {
        try {
            tenancy.write(organization, tx -> {
                event.subject()
                        .flatMap(subject -> member(tx, organization, subject))
                        .ifPresent(id -> states.suspend(tx, Caller.system(organization), id));
                return true;
            });
        } catch (ProblemException e) {
            LOG.warn(
                    "Somebody who can't sign in any more could not be suspended event={} code={}",
                    event.id(),
                    e.code());
        }
    }

    private static boolean isRemembered(DSLContext tx, UUID organization, Administered event) {
        return tx.fetchExists(
                ISSUER_EVENT, ISSUER_EVENT.ORGANIZATION_ID.eq(organization), ISSUER_EVENT.EVENT_ID.eq(event.id()));
    }

    private boolean remember(DSLContext tx, UUID organization, Administered event) {
        tx.deleteFrom(ISSUER_EVENT)
                .where(
                        ISSUER_EVENT.ORGANIZATION_ID.eq(organization),
                        ISSUER_EVENT.OCCURRED_AT.lt(clock.instant().minus(REMEMBERED)))
                .execute();
        return tx.insertInto(ISSUER_EVENT)
                        .set(ISSUER_EVENT.ORGANIZATION_ID, organization)
                        .set(ISSUER_EVENT.EVENT_ID, event.id())
                        .set(ISSUER_EVENT.OCCURRED_AT, event.at())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    private static AuditLog.Change entry(Administered event, Optional<UUID> member) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("operation", event.operation());
        facts.put("kind", event.kind());
        facts.put("path", event.path());
        facts.put("address", event.address());
        facts.put("at", event.at().toString());
        return AuditLog.Change.created(
                "issuer.administered",
                member.isPresent() ? "member" : "issuer",
                member.map(UUID::toString).orElse(event.path()),
                event.kind() + " " + event.operation(),
                facts);
    }

    private Optional<UUID> member(DSLContext tx, UUID organization, String subject) {
        return tx.select(MEMBER.MEMBER_ID)
                .from(MEMBER)
                .where(
                        MEMBER.ORGANIZATION_ID.eq(organization),
                        MEMBER.ISSUER.eq(events.issuer()),
                        MEMBER.SUBJECT.eq(subject))
                .fetchOptional(MEMBER.MEMBER_ID);
    }

    private boolean exists(UUID organization) {
        return tenancy.read(
                organization, tx -> tx.fetchExists(ORGANIZATION, ORGANIZATION.ORGANIZATION_ID.eq(organization)));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first time: from now on. */
    private Instant cursor(Instant now) {
        return tenancy.platform(tx -> {
            tx.insertInto(ISSUER_CURSOR)
                    .set(ISSUER_CURSOR.ISSUER, events.issuer())
                    .set(ISSUER_CURSOR.READ_TO, now)
                    .onConflictDoNothing()
                    .execute();
            return tx.select(ISSUER_CURSOR.READ_TO)
                    .from(ISSUER_CURSOR)
                    .where(ISSUER_CURSOR.ISSUER.eq(events.issuer()))
                    .fetchSingle()
                    .value1();
        });
    }

    private void move(Instant to) {
        tenancy.platform(tx -> tx.update(ISSUER_CURSOR)
                .set(ISSUER_CURSOR.READ_TO, to)
                .where(ISSUER_CURSOR.ISSUER.eq(events.issuer()), ISSUER_CURSOR.READ_TO.lt(to))
                .execute());
    }
}
