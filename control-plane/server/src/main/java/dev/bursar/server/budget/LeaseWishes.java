package dev.bursar.server.budget;

import dev.bursar.nodeapi.v1.AcquireLeasesRequest;
import dev.bursar.nodeapi.v1.LeaseReturn;
import dev.bursar.nodeapi.v1.LeaseWish;
import dev.bursar.nodeapi.v1.ReturnLeasesRequest;
import dev.bursar.policy.budget.Wish;
import dev.bursar.policy.money.Nanos;
import dev.bursar.server.publication.NodeCallException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What a node asks for, checked. */
final class LeaseWishes {
    /** More levels than any path has; more leases than a node returns at once. */
    static final int MOST = 256;

    private LeaseWishes() {}

    static List<Wish> of(AcquireLeasesRequest request) {
        requireCount(request.getWishesCount());
        List<Wish> wishes = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        for (LeaseWish wish : request.getWishesList()) {
            UUID budget = NodeText.uuid(wish.getBudgetId(), "budget_invalid");
            if (!seen.add(List.of(budget, wish.getNextPeriod()))) {
                throw NodeCallException.invalid("budget_repeated");
            }
            wishes.add(new Wish(
                    budget,
                    wish.getNextPeriod(),
                    amount(wish.getLeastNanos()),
                    amount(wish.getRecentNanos()),
                    amount(wish.getLargestHoldNanos())));
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
