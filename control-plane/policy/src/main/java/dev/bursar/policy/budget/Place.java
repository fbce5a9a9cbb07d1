package dev.bursar.policy.budget;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * Which account: that of the budget's period that holds the instant. The natural order is the one in which every
 * transaction locks, so that no two wait for each other.
 */
public record Place(UUID budgetId, Instant at) implements Comparable<Place> {
    private static final Comparator<Place> LOCK_ORDER =
            Comparator.comparing(Place::budgetId).thenComparing(Place::at);

    @Override
    public int compareTo(Place other) {
        return LOCK_ORDER.compare(this, other);
    }
}
