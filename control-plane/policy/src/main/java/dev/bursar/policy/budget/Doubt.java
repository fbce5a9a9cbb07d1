package dev.bursar.policy.budget;

import java.util.UUID;

/** What is in doubt as one thing. */
public sealed interface Doubt {
    /** The remainder that a lost node left. */
    record OfLease(UUID leaseId) implements Doubt {}

    /** One request: produced, but never counted. Every budget that it was charged to is concerned. */
    record OfEvent(UUID eventId) implements Doubt {}
}
