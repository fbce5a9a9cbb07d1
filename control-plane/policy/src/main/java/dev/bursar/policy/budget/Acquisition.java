package dev.bursar.policy.budget;

import java.util.List;

/**
 * A node's call for leases of all levels of one path.
 *
 * @param requestId unique within the life: a retry gets the same answer
 * @param wishes one for each budget and period
 * @param nodes how many nodes share the money: 1 or more
 */
public record Acquisition(NodeLife life, long requestId, List<Wish> wishes, int nodes) {
    public Acquisition {
        wishes = List.copyOf(wishes);
        if (nodes < 1) {
            throw new IllegalArgumentException("the node that asks is one");
        }
    }

    Books.Call number() {
        return new Books.Call(life, requestId);
    }
}
