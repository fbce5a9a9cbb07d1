package dev.bursar.server.usage;

import dev.bursar.policy.budget.Posting;
import dev.bursar.policy.budget.UsageBook;
import dev.bursar.policy.budget.UsageReport;
import dev.bursar.server.publication.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;

/** The usage book of one batch: what the treasury records of an event goes in with all else that is known of it. */
final class EventRows implements UsageBook {
    private final DSLContext tx;
    private final UUID organizationId;
    private final Node node;
    private final JooqUsage store;
    private final Map<UUID, Reported> events;
    private final Instant now;
    private final List<Posting> postings = new ArrayList<>();

    EventRows(DSLContext tx, UUID organizationId, Node node, JooqUsage store, Map<UUID, Reported> events, Instant now) {
        this.tx = tx;
        this.organizationId = organizationId;
        this.node = node;
        this.store = store;
        this.events = events;
        this.now = now;
    }

    @Override
    public Set<UUID> record(UUID nodeId, List<UsageReport> reports) {
        return store.insert(
                tx,
                reports.stream()
                        .map(report -> JooqUsage.event(
                                node, Objects.requireNonNull(events.get(report.eventId())), report.objection(), now))
                        .toList());
    }

    @Override
    public void post(List<Posting> booked) {
        postings.addAll(booked);
        store.insertCharges(tx, organizationId, booked);
        Spend spend = new Spend();
        booked.forEach(posting -> spend.add(
                posting, Objects.requireNonNull(events.get(posting.eventId())).startedAt()));
        store.addToSpend(tx, organizationId, spend);
    }

    List<Posting> postings() {
        return postings;
    }
}
