package dev.bursar.server.scim;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A group that came by SCIM, without its members. */
record GroupRow(UUID id, String name, @Nullable String externalId, Instant createdAt, Instant changedAt, long version)
        implements ResourceRow {
    /** A member of a group. */
    record Member(UUID id, String displayName) {}
}
