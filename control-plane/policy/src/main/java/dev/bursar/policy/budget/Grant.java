package dev.bursar.policy.budget;

import java.time.Instant;
import java.util.UUID;

/**
 * What one level granted.
 *
 * @param nanos by this grant, to be added to what the node has
 * @param account after the grant
 */
public record Grant(UUID leaseId, long nanos, Instant expiresAt, UUID budgetId, Window window, Account account) {}
