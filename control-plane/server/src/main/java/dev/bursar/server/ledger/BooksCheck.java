package dev.bursar.server.ledger;

import dev.bursar.adminapi.ledger.LedgerCheck;
import dev.bursar.adminapi.ledger.LedgerCheck.Difference;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.database.Tenancy;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Compares usage, budgets, leases and books, keeps what it found, and says so where they differ. */
@Component
final class BooksCheck {
    private static final Logger LOG = LoggerFactory.getLogger(BooksCheck.class);

    private final Tenancy tenancy;
    private final ComparisonReadModel comparison;
    private final JooqChecks store;
    private final List<BooksAlarm> alarms;
    private final Ids ids;
    private final Clock clock;

    BooksCheck(
            Tenancy tenancy,
            ComparisonReadModel comparison,
            JooqChecks store,
            List<BooksAlarm> alarms,
            Ids ids,
            Clock clock) {
        this.tenancy = tenancy;
        this.comparison = comparison;
        this.store = store;
        this.alarms = alarms;
        this.ids = ids;
        this.clock = clock;
    }

    /** Everything is read at one instant, so that work meanwhile makes no difference. */
    LedgerCheck run(UUID organizationId) {
        ComparisonReadModel.Found found = tenancy.read(organizationId, tx -> comparison.compare(tx, organizationId));
        OffsetDateTime at = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        LedgerCheck check = tenancy.write(organizationId, tx -> keep(tx, organizationId, at, found));
        report(organizationId, check);
        return check;
    }

    /** What the comparison before found too has been told. */
    private LedgerCheck keep(DSLContext tx, UUID organizationId, OffsetDateTime at, ComparisonReadModel.Found found) {
        store.oneAtATime(tx, organizationId);
        Map<List<String>, Difference> known = store.last(tx, organizationId).stream()
                .flatMap(last -> last.differences().stream())
                .collect(Collectors.toMap(BooksCheck::place, one -> one, (one, other) -> one));
        List<Difference> differences = new ArrayList<>();
        List<Difference> fresh = new ArrayList<>();
        for (Difference one : found.differences()) {
            @Nullable Difference before = known.get(place(one));
            differences.add(one.since(before == null ? at : before.since()));
            if (before == null) {
                fresh.add(one);
            }
        }
        LedgerCheck check = new LedgerCheck(ids.next(), at, found.compared(), differences);
        store.insert(tx, organizationId, check);
        if (!fresh.isEmpty()) {
            alarms.forEach(alarm -> alarm.raise(tx, organizationId, check.id(), fresh));
        }
        return check;
    }

    private static List<String> place(Difference one) {
        return List.of(one.what(), one.subject());
    }

    Optional<LedgerCheck> last(UUID organizationId) {
        return tenancy.read(organizationId, tx -> store.last(tx, organizationId));
    }

    /** Those of organizations that were not compared since then; one after another. */
    void runDue(Instant since) {
        for (UUID organization : tenancy.platform(store::organizations)) {
            boolean due = last(organization)
                    .map(check -> check.at().toInstant().isBefore(since))
                    .orElse(true);
            if (due) {
                run(organization);
            }
        }
    }

    private void report(UUID organizationId, LedgerCheck check) {
        for (Difference difference : check.differences()) {
            LOG.warn(
                    "books of organization {} differ: {} of {} is {} USD, its parts are {} USD",
                    organizationId,
                    difference.what(),
                    difference.subject(),
                    difference.found().usd(),
                    difference.expected().usd());
        }
    }
}
