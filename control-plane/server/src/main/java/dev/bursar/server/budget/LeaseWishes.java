package dev.bursar.server.budget;

import dev.bursar.nodeapi.v1.AcquireLeasesRequest;
import dev.bursar.nodeapi.v1.LeaseReturn;
import dev.bursar.nodeapi.v1.LeaseWish;
import dev.bursar.nodeapi.v1.ReturnLeasesRequest;
import dev.bursar.policy.money.Nanos;
import dev.bursar.server.publication.NodeCallException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What a node asks for, checked. Sorted by budget: the order of the locks. */
final class LeaseWishes {
    /** More levels than any path has; more leases than a node returns at once. */
    static final int MOST = 256;

    private LeaseWishes() {}

    /** @param leastNanos 0: only what fits */
    record Wish(long leastNanos, long recentNanos) {}

    static Map<UUID, Wish> of(AcquireLeasesRequest request) {
        requireCount(request.getWishesCount());
        Map<UUID, Wish> wishes = new TreeMap<>();
        for (LeaseWish wish : request.getWishesList()) {
            UUID budget = NodeText.uuid(wish.getBudgetId(), "budget_invalid");
            if (wishes.put(budget, new Wish(amount(wish.getLeastNanos()), amount(wish.getRecentNanos()))) != null) {
                throw NodeCallException.invalid("budget_repeated");
            }
        }
        return wishes;
    }

    static Map<UUID, Long> returns(ReturnLeasesRequest request) {
        requireCount(request.getReturnsCount());
        Map<UUID, Long> returns = new TreeMap<>();
        for (LeaseReturn part : request.getReturnsList()) {
            UUID lease = NodeText.uuid(part.getLeaseId(), "lease_invalid");
            if (returns.put(lease, amount(part.getNanos())) != null) {
                throw NodeCallException.invalid("lease_repeated");
            }
        }
        return returns;
    }

    private static void requireCount(int count) {
        if (count < 1 || count > MOST) {
            throw NodeCallException.invalid("count_out_of_range");
        }
    }

    private static long amount(long nanos) {
        if (nanos < 0 || nanos > Nanos.MAX) {
            throw NodeCallException.invalid("amount_out_of_range");
        }
        return nanos;
    }
}
