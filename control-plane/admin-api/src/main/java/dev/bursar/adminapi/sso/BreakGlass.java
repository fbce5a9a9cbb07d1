package dev.bursar.adminapi.sso;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param lastUsedAt null: never, as it should be */
public record BreakGlass(
        UUID memberId,
        String username,
        OffsetDateTime issuedAt,
        @Nullable OffsetDateTime lastUsedAt) {}
