package dev.bursar.gateway.simulation;

import dev.bursar.policy.budget.Acquired;
import dev.bursar.policy.budget.Acquisition;
import dev.bursar.policy.budget.NodeLife;
import dev.bursar.policy.budget.Treasury;
import dev.bursar.policy.budget.UsageReport;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The control plane's steps as the treasury takes them. A mutant overrides one, to show that the harness sees it. */
class Reducers {
    final Treasury treasury;

    Reducers(Treasury treasury) {
        this.treasury = treasury;
    }

    Acquired acquire(WatchedBooks books, Acquisition call, Instant now) {
        return treasury.acquire(books, call, now);
    }

    void giveBack(WatchedBooks books, NodeLife life, long requestId, Map<UUID, Long> nanos, Instant now) {
        treasury.giveBack(books, life, requestId, nanos, now);
    }

    List<UsageReport> report(WatchedBooks books, UUID nodeId, Collection<UsageReport> reports, Instant now) {
        return treasury.report(books, books, nodeId, reports, now);
    }

    int sweep(WatchedBooks books, Collection<NodeLife> fenced, Instant now) {
        return treasury.sweep(books, fenced, now);
    }

    void closeEpoch(WatchedBooks books, NodeLife life, Instant now) {
        treasury.closeEpoch(books, life, now);
    }
}
