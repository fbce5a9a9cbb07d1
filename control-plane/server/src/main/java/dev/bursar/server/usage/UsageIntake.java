package dev.bursar.server.usage;

import dev.bursar.nodeapi.v1.RejectedEvent;
import dev.bursar.nodeapi.v1.ReportUsageReply;
import dev.bursar.nodeapi.v1.UsageEvent;
import dev.bursar.server.budget.Book;
import dev.bursar.server.budget.Ledger;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.publication.Node;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
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
 * <p>An event that can't be right (a foreign lease, an unknown key, impossible values) is recorded as rejected, moves
 * no money, and is named in the answer, so that the node does not send it again.
 */
@Component
public final class UsageIntake {
    private static final Logger LOG = LoggerFactory.getLogger(UsageIntake.class);

    private final Tenancy tenancy;
    private final Ledger ledger;
    private final JooqUsage store;
    private final Clock clock;

    UsageIntake(Tenancy tenancy, Ledger ledger, JooqUsage store, Clock clock) {
        this.tenancy = tenancy;
        this.ledger = ledger;
        this.store = store;
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
        byOrganization.forEach((organization, reported) -> takeIn(node, organization, reported.values(), now)
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
            Map<UUID, String> rejected = new LinkedHashMap<>();
            if (!store.exists(tx, organization)) {
                reported.forEach(event -> rejected.put(event.eventId(), "organization_unknown"));
                return rejected;
            }
            List<Reported> fresh = fresh(tx, organization, reported, rejected);
            Book book = ledger.open(tx, organization, charges(fresh));
            Batch batch = new Batch();
            for (Reported event : checked(tx, node, organization, fresh, book)) {
                if (!store.insert(tx, node, event, now)) {
                    continue;
                }
                if (event.isRejected()) {
                    rejected.put(event.eventId(), event.objection());
                } else {
                    batch.add(event, event.charges().stream().map(book::post).toList());
                }
            }
            book.write();
            store.insertCharges(tx, organization, batch);
            store.addToRollups(tx, organization, batch);
            store.touchKeys(tx, organization, batch);
            return rejected;
        });
    }

    /** Those not taken in before. What was rejected before is rejected again, in the same words. */
    private List<Reported> fresh(
            DSLContext tx, UUID organization, Collection<Reported> reported, Map<UUID, String> rejected) {
        Map<UUID, String> known = store.known(
                tx, organization, reported.stream().map(Reported::eventId).toList());
        known.forEach((id, code) -> {
            if (!code.isEmpty()) {
                rejected.put(id, code);
            }
        });
        return reported.stream()
                .filter(event -> !known.containsKey(event.eventId()))
                .toList();
    }

    private List<Reported> checked(DSLContext tx, Node node, UUID organization, List<Reported> fresh, Book book) {
        Set<UUID> keys =
                store.keys(tx, organization, fresh.stream().map(Reported::keyId).toList());
        Set<Long> epochs = store.epochs(tx, node);
        List<Reported> checked = new ArrayList<>();
        for (Reported event : fresh) {
            checked.add(check(node, event, keys, epochs, book));
        }
        return checked;
    }

    private static Reported check(Node node, Reported event, Set<UUID> keys, Set<Long> epochs, Book book) {
        if (event.isRejected()) {
            return event;
        }
        if (!epochs.contains(event.epoch())) {
            return event.rejected("epoch_unknown");
        }
        if (!keys.contains(event.keyId())) {
            return event.rejected("key_unknown");
        }
        return event.charges().stream()
                .map(charge -> book.objection(node.id(), event.epoch(), charge))
                .flatMap(Optional::stream)
                .findFirst()
                .map(event::rejected)
                .orElse(event);
    }

    private static List<Ledger.Charge> charges(List<Reported> events) {
        return events.stream().flatMap(event -> event.charges().stream()).toList();
    }

    private static RejectedEvent rejected(String eventId, String code) {
        return RejectedEvent.newBuilder().setEventId(eventId).setReason(code).build();
    }
}
