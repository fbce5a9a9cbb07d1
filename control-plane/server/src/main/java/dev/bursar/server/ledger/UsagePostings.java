package dev.bursar.server.ledger;

import dev.bursar.policy.ledger.Postings;
import dev.bursar.policy.ledger.Postings.Drawn;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Usage in the books: one entry for each batch that the intake takes in, in its transaction. */
@Component
public class UsagePostings {
    private final Books books;
    private final JooqEntries entries;
    private final JooqBooksSettings settings;
    private final Clock clock;

    UsagePostings(Books books, JooqEntries entries, JooqBooksSettings settings, Clock clock) {
        this.books = books;
        this.entries = entries;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Posts what the batch cost and what prepaid credits bore of it; nothing if it cost nothing. Call it after the
     * accounts of budgets are locked.
     */
    public void post(DSLContext tx, UUID organizationId, UsageBatch batch) {
        if (batch.requests().isEmpty()) {
            return;
        }
        JooqBooksSettings.Settings of = settings.of(tx, organizationId);
        long cost =
                batch.requests().stream().mapToLong(UsageBatch.Used::costNanos).reduce(0, Math::addExact);
        Postings.usage(cost, drawn(of, batch.requests()))
                .ifPresent(entry -> books.post(
                        tx,
                        organizationId,
                        new NewEntry(
                                entry,
                                memo(tx, organizationId, of.zone(), batch),
                                new NewEntry.Reference("usage_batch", batch.reference()),
                                batch.node())));
        presumed(batch).forEach((lease, nanos) -> takeBack(tx, organizationId, lease, nanos, batch.node()));
    }

    /** A late report names what a ruling had counted as spent: the ruling's count goes, so that it is paid once. */
    private void takeBack(DSLContext tx, UUID organizationId, UUID leaseId, long nanos, String node) {
        JooqEntries.Booked booked = entries.bookedOf(tx, organizationId, leaseId);
        long record = Math.min(nanos, Math.max(0, booked.usageNanos()));
        long writtenOff = Math.min(nanos - record, Math.max(0, booked.writtenOffNanos()));
        Postings.reportedAfterAll(record, writtenOff)
                .ifPresent(entry -> books.post(
                        tx,
                        organizationId,
                        new NewEntry(
                                entry,
                                "Reported after it was resolved",
                                new NewEntry.Reference("doubt", leaseId.toString()),
                                node)));
    }

    private static Map<UUID, Long> presumed(UsageBatch batch) {
        Map<UUID, Long> presumed = new TreeMap<>();
        for (UsageBatch.Used request : batch.requests()) {
            for (UsageBatch.Borne borne : request.borne()) {
                UUID lease = borne.leaseId();
                if (lease != null && borne.presumedNanos() > 0) {
                    presumed.merge(lease, borne.presumedNanos(), Math::addExact);
                }
            }
        }
        return presumed;
    }

    /** What prepaid credits bear of these: the cost, or the fee where the organization pays the provider itself. */
    public Drawn drawn(DSLContext tx, UUID organizationId, Collection<UsageBatch.Used> requests) {
        return drawn(settings.of(tx, organizationId), requests);
    }

    private static Drawn drawn(JooqBooksSettings.Settings of, Collection<UsageBatch.Used> requests) {
        Drawn sum = Drawn.NONE;
        for (UsageBatch.Used request : requests) {
            @Nullable UUID provider = request.providerId();
            boolean fee = provider != null && of.ownContracts().contains(provider);
            for (UsageBatch.Borne borne : request.borne()) {
                if (of.creditBudgets().contains(borne.budgetId())) {
                    long nanos = borne.settledNanos();
                    sum = sum.plus(fee ? new Drawn(0, nanos) : new Drawn(nanos, 0));
                }
            }
        }
        return sum;
    }

    private String memo(DSLContext tx, UUID organizationId, ZoneId zone, UsageBatch batch) {
        int count = batch.requests().size();
        String late = lateMonths(tx, organizationId, zone, batch);
        return (count == 1 ? "1 request" : count + " requests") + (late.isEmpty() ? "" : ", late for " + late);
    }

    /** Those that are closed already and that these requests belong to. */
    private String lateMonths(DSLContext tx, UUID organizationId, ZoneId zone, UsageBatch batch) {
        YearMonth running = month(clock.instant(), zone);
        return batch.requests().stream()
                .map(request -> month(request.startedAt(), zone))
                .filter(month -> month.isBefore(running))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(YearMonth::toString)
                .filter(month -> entries.isClosed(tx, organizationId, month))
                .collect(Collectors.joining(", "));
    }

    private static YearMonth month(Instant at, ZoneId zone) {
        return YearMonth.from(at.atZone(zone));
    }
}
