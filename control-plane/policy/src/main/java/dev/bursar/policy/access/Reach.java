package dev.bursar.policy.access;

import java.util.Set;
import java.util.UUID;

/** How far somebody may do one thing: what lists are filtered by. */
public sealed interface Reach {
    /** In the whole organization. */
    record Everywhere() implements Reach {}

    /** In these units and in all that is in them; at least one. */
    record Units(Set<UUID> units) implements Reach {
        public Units {
            units = Set.copyOf(units);
            if (units.isEmpty()) {
                throw new IllegalArgumentException("a reach over units has one");
            }
        }
    }

    record Nowhere() implements Reach {}
}
