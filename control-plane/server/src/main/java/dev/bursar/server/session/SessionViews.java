package dev.bursar.server.session;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.session.Session;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.SignIn;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sign-ins as the Admin API shows them. */
@Component
final class SessionViews {
    private static final int MAX_CURSOR = 300;

    private final JooqSessions store;

    SessionViews(JooqSessions store) {
        this.store = store;
    }

    Page<Session> page(DSLContext tx, Identity person, SignIn asking, @Nullable String cursor, @Nullable Integer size) {
        int limit = Cursors.size(size);
        var rows = store.page(tx, person, after(cursor), limit).stream()
                .map(row -> view(row, person, asking))
                .toList();
        return Cursors.page(
                rows, limit, last -> Cursors.afterText(last.startedAt().toInstant() + " " + last.id()));
    }

    /** @throws ProblemException 404: none of this person's */
    Session get(DSLContext tx, Identity person, SignIn asking, String sessionId) {
        return store.find(tx, person.issuer(), sessionId)
                .filter(row -> row.subject().equals(person.subject()))
                .map(row -> view(row, person, asking))
                .orElseThrow(() -> ProblemException.notFound("session"));
    }

    private static Optional<JooqSessions.After> after(@Nullable String cursor) {
        return Cursors.text(cursor, MAX_CURSOR).map(text -> {
            String[] parts = text.split(" ", 2);
            try {
                if (parts.length == 2) {
                    return new JooqSessions.After(Instant.parse(parts[0]), parts[1]);
                }
            } catch (DateTimeException e) {
                // Made up, as below.
            }
            throw ProblemException.field(
                    "cursor", "cursor_invalid", "A cursor is the next member of the page before, unaltered.");
        });
    }

    private static Session view(JooqSessions.Row row, Identity person, SignIn asking) {
        boolean current = asking.identity().issuer().equals(person.issuer())
                && asking.sessionId().filter(row.id()::equals).isPresent();
        return new Session(
                row.id(),
                current,
                row.startedAt().atOffset(ZoneOffset.UTC),
                row.lastSeenAt().atOffset(ZoneOffset.UTC),
                row.address(),
                row.userAgent(),
                row.endedAt() == null ? null : row.endedAt().atOffset(ZoneOffset.UTC),
                row.endedBy());
    }
}
