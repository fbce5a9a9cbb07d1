package dev.bursar.server.usage;

import dev.bursar.nodeapi.v1.RejectedEvent;
import dev.bursar.nodeapi.v1.ReportUsageReply;
import dev.bursar.nodeapi.v1.UsageEvent;
import dev.bursar.policy.budget.Posting;
import dev.bursar.policy.budget.UsageReport;
import dev.bursar.server.budget.Bookings;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.publication.Node;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes in usage events. An organization's events of one report are one transaction: event, charges, accounts, roll-ups
 * and the keys' last use stand or fall together, and an event that was taken in before changes nothing. So the sum of
 * charges is what is settled, always, whatever arrives twice or in another order.
 *
 * <p>An event that can't be right (a foreign lease, impossible amounts) is recorded as rejected, moves no money, and is
 * named in the answer, so that the node does not send it again. Where only a detail is wrong (an unknown key, a strange
 * model) and a lease of the node bears it, the money was spent: it is booked, and the event says what is wrong.
 */
@Component
public final class UsageIntake {
    private static final Logger LOG = LoggerFactory.getLogger(UsageIntake.class);

    private final Tenancy tenancy;
    private final Bookings bookings;
    private final JooqUsage store;
    private final List<UsageJournal> journals;
    private final Clock clock;

    UsageIntake(Tenancy tenancy, Bookings bookings, JooqUsage store, List<UsageJournal> journals, Clock clock) {
        this.tenancy = tenancy;
        this.bookings = bookings;
        this.store = store;
        this.journals = journals;
        this.clock = clock;
    }

    public ReportUsageReply report(Node node, List<UsageEvent> events) {
        Instant now = clock.instant();
        ReportUsageReply.Builder reply = ReportUsageReply.newBuilder();
        Map<UUID, Map<UUID, Reported>> byOrganization = new TreeMap<>();
        for (UsageEvent event : events) {
            Optional<UUID> id = Reading.uuid(event.getEventId());
            Optional<UUID> organization = Reading.uuid(event.getOrganizationId());
            if (id.isEmpty() || organization.isEmpty()) {
                reply.addRejected(rejected(event.getEventId(), "id_invalid"));
                continue;
            }
            byOrganization
                    .computeIfAbsent(organization.get(), key -> new TreeMap<>())
                    .putIfAbsent(id.get(), Reading.read(id.get(), organization.get(), event, now));
        }
        byOrganization.forEach((organization, reported) -> takeInOrReject(node, organization, reported.values(), now)
                .forEach((id, code) -> reply.addRejected(rejected(id.toString(), code))));
        return reply.build();
    }

    /** What the database refuses is found and rejected alone, so that it does not hold up the rest for ever. */
    private Map<UUID, String> takeInOrReject(Node node, UUID organization, Collection<Reported> reported, Instant now) {
        try {
            return takeIn(node, organization, reported, now);
        } catch (DataAccessException | ArithmeticException | IllegalArgumentException | IllegalStateException e) {
            if (!isOfTheContent(e) || reported.stream().allMatch(Reported::isRejected)) {
                throw e;
            }
            LOG.warn("a report of node {} cannot be stored as it is: {}", node.name(), e.getMessage());
        }
        if (reported.size() == 1) {
            return takeIn(
                    node,
                    organization,
                    reported.stream()
                            .map(event -> event.rejected("not_storable"))
                            .toList(),
                    now);
        }
        Map<UUID, String> rejected = new LinkedHashMap<>();
        reported.forEach(event -> rejected.putAll(takeInOrReject(node, organization, List.of(event), now)));
        return rejected;
    }

    /** Not of the moment: trying again would fail again. SQLSTATE classes 22 (data) and 23 (constraints). */
    private static boolean isOfTheContent(RuntimeException e) {
        return !(e instanceof DataAccessException database)
                || database.sqlState().startsWith("22")
                || database.sqlState().startsWith("23");
    }

    private Map<UUID, String> takeIn(Node node, UUID organization, Collection<Reported> reported, Instant now) {
        return tenancy.write(organization, tx -> {
            if (!store.exists(tx, organization)) {
                return reported.stream().collect(Collectors.toMap(Reported::eventId, event -> "organization_unknown"));
            }
            return takeIn(tx, node, organization, reported, now);
        });
    }

    private Map<UUID, String> takeIn(
            DSLContext tx, Node node, UUID organization, Collection<Reported> reported, Instant now) {
        Map<UUID, Optional<Instant>> keys = store.keys(
                tx, organization, reported.stream().map(Reported::keyId).toList());
        Set<Long> epochs = store.epochs(tx, node);
        SortedMap<UUID, Reported> events = new TreeMap<>();
        reported.forEach(event -> events.put(event.eventId(), check(event, keys.keySet(), epochs)));
        EventRows rows = new EventRows(tx, organization, node, store, events, now);
        List<UsageReport> recorded = bookings.report(
                tx,
                organization,
                node.id(),
                rows,
                events.values().stream().map(Reported::toReport).toList(),
                now);
        List<Reported> good = recorded.stream()
                .filter(report -> report.objection().isEmpty())
                .map(report -> Objects.requireNonNull(events.get(report.eventId())))
                .toList();
        Totals totals = new Totals();
        good.forEach(totals::add);
        store.addToRollups(tx, organization, totals);
        store.touchKeys(tx, organization, totals, keys);
        tell(tx, organization, node, good, rows.postings(), now);
        return rejected(tx, organization, events.keySet(), recorded);
    }

    private static Reported check(Reported event, Set<UUID> keys, Set<Long> epochs) {
        if (event.isRejected()) {
            return event.bookedAnyway();
        }
        if (!epochs.contains(event.epoch())) {
            return event.rejected("epoch_unknown");
        }
        return keys.contains(event.keyId())
                ? event
                : event.rejected("key_unknown").bookedAnyway();
    }

    private void tell(
            DSLContext tx, UUID organization, Node node, List<Reported> good, List<Posting> postings, Instant now) {
        if (good.isEmpty()) {
            return;
        }
        Map<UUID, List<Posting>> byEvent = postings.stream().collect(Collectors.groupingBy(Posting::eventId));
        UsageJournal.Batch batch = new UsageJournal.Batch(
                now,
                node.name(),
                good.stream()
                        .map(event -> new UsageJournal.Item(
                                event.eventId(),
                                event.startedAt(),
                                event.providerId(),
                                event.costNanos(),
                                byEvent.getOrDefault(event.eventId(), List.of())))
                        .toList());
        journals.forEach(journal -> journal.takenIn(tx, organization, batch));
    }

    /** What was rejected before is rejected again, in the same words. */
    private Map<UUID, String> rejected(DSLContext tx, UUID organization, Set<UUID> all, List<UsageReport> recorded) {
        Map<UUID, String> rejected = new LinkedHashMap<>();
        Set<UUID> before = new TreeSet<>(all);
        for (UsageReport report : recorded) {
            before.remove(report.eventId());
            rejected.put(report.eventId(), report.objection());
        }
        if (!before.isEmpty()) {
            rejected.putAll(store.known(tx, organization, before));
        }
        rejected.values().removeIf(String::isEmpty);
        return rejected;
    }

    private static RejectedEvent rejected(String eventId, String code) {
        return RejectedEvent.newBuilder().setEventId(eventId).setReason(code).build();
    }
}
