package dev.bursar.policy.budget;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What of one event is in doubt at one budget, and not resolved. @param leaseId null: a soft budget */
public record DoubtShare(Place period, @Nullable UUID leaseId, long nanos) {}
