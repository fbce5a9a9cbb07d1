package dev.bursar.gateway.policy;

import java.util.Map;

/**
 * One tenant's part of the policy. Unmodifiable; a change makes a new one.
 *
 * @param stalenessLimitMillis how long unbudgeted traffic is served past the policy's {@code freshUntil}
 * @param ownContractFeeBasisPoints of the cost: what a call on the organization's own provider contract costs a credit
 *     budget; 0 to 10,000
 * @param askUrl where a refused holder asks for more; may be empty
 * @param models by the name that clients use
 * @param trusts whose tokens stand in for keys, by id
 */
public record Organization(
        String id,
        String name,
        long stalenessLimitMillis,
        int ownContractFeeBasisPoints,
        String askUrl,
        Map<String, Model> models,
        Map<String, ProviderEndpoint> providers,
        Map<String, Budget> budgets,
        Map<String, WorkloadTrust> trusts) {
    public Organization {
        models = Map.copyOf(models);
        providers = Map.copyOf(providers);
        budgets = Map.copyOf(budgets);
        trusts = Map.copyOf(trusts);
    }
}
