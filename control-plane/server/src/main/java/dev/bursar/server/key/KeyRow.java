package dev.bursar.server.key;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.key.Key;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key as it is stored; never its secret. */
record KeyRow(
        UUID id,
        String name,
        String masked,
        String environment,
        boolean management,
        @Nullable UUID ownerMemberId,
        @Nullable String ownerName,
        @Nullable UUID unitId,
        @Nullable String unitName,
        List<String> models,
        String state,
        boolean organizationArchived,
        @Nullable Instant expiresAt,
        Instant createdAt,
        String createdBy,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        long version) {

    Key toApi(@Nullable Budget budget, Instant now) {
        return new Key(
                id,
                name,
                masked,
                environment,
                stateAt(now),
                management,
                models,
                budget,
                ownerMemberId,
                ownerName,
                unitId,
                unitName,
                utc(expiresAt),
                createdAt.atOffset(ZoneOffset.UTC),
                createdBy,
                utc(revokedAt),
                utc(lastUsedAt),
                version);
    }

    /** The next version. */
    KeyRow next(
            String nextName,
            List<String> nextModels,
            String nextState,
            @Nullable Instant nextExpiry,
            @Nullable Instant nextRevokedAt) {
        return new KeyRow(
                id,
                nextName,
                masked,
                environment,
                management,
                ownerMemberId,
                ownerName,
                unitId,
                unitName,
                nextModels,
                nextState,
                organizationArchived,
                nextExpiry,
                createdAt,
                createdBy,
                nextRevokedAt,
                lastUsedAt,
                version + 1);
    }

    /** The same version. */
    KeyRow chargedTo(@Nullable UUID nextUnit, @Nullable String nextUnitName) {
        return new KeyRow(
                id,
                name,
                masked,
                environment,
                management,
                ownerMemberId,
                ownerName,
                nextUnit,
                nextUnitName,
                models,
                state,
                organizationArchived,
                expiresAt,
                createdAt,
                createdBy,
                revokedAt,
                lastUsedAt,
                version);
    }

    boolean revoked() {
        return state.equals("revoked");
    }

    /** Expiry is not written anywhere: the clock decides. Nor is that the organization is archived. */
    private String stateAt(Instant now) {
        boolean past = expiresAt != null && !expiresAt.isAfter(now);
        if (past && !revoked()) {
            return "expired";
        }
        return organizationArchived && state.equals("active") ? "organization_archived" : state;
    }

    /** For the audit log. */
    Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("name", name);
        facts.put("masked", masked);
        facts.put("environment", environment);
        facts.put("models", models);
        facts.put("state", state);
        facts.put("expiresAt", expiresAt == null ? null : expiresAt.toString());
        facts.put("ownerMemberId", ownerMemberId == null ? null : ownerMemberId.toString());
        facts.put("unitId", unitId == null ? null : unitId.toString());
        return facts;
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
