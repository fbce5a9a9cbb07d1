package dev.bursar.server.ledger;

import dev.bursar.adminapi.ledger.LedgerCheck;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.database.Tenancy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
        LedgerCheck check = new LedgerCheck(
                ids.next(),
                clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC),
                found.compared(),
                found.differences());
        tenancy.write(organizationId, tx -> store.insert(tx, organizationId, check));
        report(organizationId, check);
        return check;
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
        for (LedgerCheck.Difference difference : check.differences()) {
            LOG.warn(
                    "books of organization {} differ: {} of {} is {} USD, its parts are {} USD",
                    organizationId,
                    difference.what(),
                    difference.subject(),
                    difference.found().usd(),
                    difference.expected().usd());
        }
        if (!check.differences().isEmpty()) {
            alarms.forEach(alarm -> alarm.raise(organizationId, check));
        }
    }
}
