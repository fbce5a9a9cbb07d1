package dev.bursar.server.ledger;

import dev.bursar.policy.ledger.Entry;

/**
 * What is to be written.
 *
 * @param reference what it is about; its kind names what the id is of
 * @param recordedBy a member's id, a node's name, or {@code system}
 */
public record NewEntry(Entry entry, String memo, Reference reference, String recordedBy) {
    /** @param kind {@code usage_batch}, {@code doubt}, {@code month}, {@code credit_budget}, {@code provider} */
    public record Reference(String kind, String id) {}
}
