package dev.bursar.policy.budget;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The answer to an {@link Acquisition}. */
public sealed interface Acquired {
    /** Budgets of which other nodes hold money that is short here: they should return what they don't need. */
    Set<UUID> recalls();

    /** All levels granted, in the order of the wishes. */
    record Granted(List<Grant> grants, Set<UUID> recalls) implements Acquired {
        public Granted {
            grants = List.copyOf(grants);
            recalls = Set.copyOf(recalls);
        }
    }

    /** Nothing changed. @param by the first level, root first, that could not give what is needed */
    record Refused(PeriodAccount by, Set<UUID> recalls) implements Acquired {
        public Refused {
            recalls = Set.copyOf(recalls);
        }
    }

    /** The call cannot be right. Nothing changed. @param code see {@link TreasuryException#code} */
    record Rejected(TreasuryException.Reason reason, String code) implements Acquired {
        @Override
        public Set<UUID> recalls() {
            return Set.of();
        }
    }
}
