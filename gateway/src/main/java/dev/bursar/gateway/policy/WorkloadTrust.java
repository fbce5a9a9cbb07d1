package dev.bursar.gateway.policy;

import dev.bursar.policy.workload.TrustTerms;

/**
 * Tokens that stand in for a key.
 *
 * @param keyHash the key, by the hash under which it is known; not to be changed
 */
public record WorkloadTrust(String id, String organizationId, TrustTerms terms, byte[] keyHash) {}
