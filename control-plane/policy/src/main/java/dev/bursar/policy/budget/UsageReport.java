package dev.bursar.policy.budget;

import java.util.List;
import java.util.UUID;

/**
 * The money of one usage event.
 *
 * @param eventId unique; what was recorded before moves nothing
 * @param epoch of the reporting node
 * @param objection stable code of what is wrong with it; empty: nothing. With one, no money moves
 */
public record UsageReport(UUID eventId, long epoch, List<Charge> charges, String objection) {
    public UsageReport {
        charges = List.copyOf(charges);
    }

    boolean isRejected() {
        return !objection.isEmpty();
    }

    UsageReport rejected(String code) {
        return new UsageReport(eventId, epoch, charges, code);
    }
}
