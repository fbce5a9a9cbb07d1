package dev.bursar.server.scim;

import dev.bursar.adminapi.scim.ScimToken;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token as it is stored; never its secret. */
record TokenRow(
        UUID id,
        String name,
        String masked,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    ScimToken toApi(Instant now) {
        return new ScimToken(
                id,
                name,
                masked,
                stateAt(now),
                createdBy,
                createdAt.atOffset(ZoneOffset.UTC),
                utc(expiresAt),
                utc(lastUsedAt),
                utc(revokedAt));
    }

    TokenRow revoked(Instant now) {
        return new TokenRow(id, name, masked, createdBy, createdAt, expiresAt, lastUsedAt, now);
    }

    boolean isActive(Instant now) {
        return stateAt(now).equals("active");
    }

    /** For the audit log. */
    Map<String, @Nullable Object> facts(Instant now) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("name", name);
        facts.put("masked", masked);
        facts.put("state", stateAt(now));
        facts.put("expiresAt", expiresAt == null ? null : expiresAt.toString());
        return facts;
    }

    private String stateAt(Instant now) {
        if (revokedAt != null) {
            return "revoked";
        }
        return expiresAt != null && !expiresAt.isAfter(now) ? "expired" : "active";
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
