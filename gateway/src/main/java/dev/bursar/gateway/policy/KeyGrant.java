package dev.bursar.gateway.policy;

import dev.bursar.policy.access.ModelPattern;
import java.util.List;

/**
 * What one key may do.
 *
 * @param expiresAtMillis 0: never
 * @param models empty: every model of the organization
 * @param budgetIds every level that a request must pass, root first
 * @param owner shown in refusals; may be empty
 * @param management may manage, may not call models
 */
public record KeyGrant(
        String keyId,
        String organizationId,
        String name,
        State state,
        long expiresAtMillis,
        List<ModelPattern> models,
        List<String> budgetIds,
        String owner,
        boolean management) {
    /** Whether the key opens anything. */
    public enum State {
        ACTIVE,
        DISABLED,
        REVOKED,
        /** The team, project or class that it is charged to is archived. */
        UNIT_ARCHIVED,
        /** The organization is archived. */
        ORGANIZATION_ARCHIVED
    }

    public KeyGrant {
        models = List.copyOf(models);
        budgetIds = List.copyOf(budgetIds);
    }

    public boolean allows(String model) {
        return models.isEmpty() || models.stream().anyMatch(pattern -> pattern.matches(model));
    }

    public boolean expiredAt(long nowMillis) {
        return expiresAtMillis != 0 && nowMillis >= expiresAtMillis;
    }
}
