package dev.bursar.server.ledger;

import dev.bursar.adminapi.ledger.PostCorrection;
import dev.bursar.policy.ledger.Postings;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What moves no budget: corrections of what was metered, and the close of a month. */
@Component
final class Adjustments {
    private final Recording recording;
    private final JooqEntries entries;
    private final JooqBooksSettings settings;
    private final Clock clock;

    Adjustments(Recording recording, JooqEntries entries, JooqBooksSettings settings, Clock clock) {
        this.recording = recording;
        this.entries = entries;
        this.settings = settings;
        this.clock = clock;
    }

    Books.Written correct(DSLContext tx, Caller caller, PostCorrection request) {
        long nanos = Recording.amount(request.amountUsd());
        return recording.record(
                tx,
                caller,
                new NewEntry(
                        Postings.correction(request.direction().equals("more") ? nanos : -nanos),
                        request.memo(),
                        new NewEntry.Reference("provider", ""),
                        caller.actorId()));
    }

    /** Every entry dated in the month is in it: once the head is locked, later ones are dated later. */
    Books.Written close(DSLContext tx, Caller caller, String text) {
        YearMonth month = YearMonth.parse(text);
        UUID organization = caller.organizationId();
        ZoneId zone = settings.of(tx, organization).zone();
        Instant start = month.atDay(1).atStartOfDay(zone).toInstant();
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        if (clock.instant().isBefore(end)) {
            throw new ProblemException(409, "period_open", "The month has not ended yet.");
        }
        return recording.record(tx, caller, head -> {
            if (entries.isClosed(tx, organization, text)) {
                throw new ProblemException(409, "period_closed", "The month was closed before.");
            }
            return new NewEntry(
                    Postings.close(entries.moved(tx, organization, start, end)),
                    "Close of " + text,
                    new NewEntry.Reference("month", text),
                    caller.actorId());
        });
    }
}
