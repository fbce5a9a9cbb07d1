package dev.bursar.server.identity;

import java.util.UUID;

/**
 * A service account that makes the current request.
 *
 * @param name for the audit log: the account's, and for a workload's token its subject
 */
public record Machine(UUID organizationId, UUID serviceAccountId, String name) {}
