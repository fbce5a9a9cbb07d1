package dev.bursar.adminapi.scim;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * @param address what the identity provider is told: its "tenant URL" or "base URL"
 * @param users that came by SCIM and are still there
 * @param groups that came by SCIM
 * @param lastUsedAt when a token was last used; null: never
 */
public record ScimConnection(
        String address, long users, long groups, @Nullable OffsetDateTime lastUsedAt) {}
