package dev.bursar.adminapi.audit;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param sequence position in the organization's log, from 0, without gaps
 * @param actorKind {@code member}, {@code service_account}, {@code key}, {@code node} or {@code system}
 * @param action {@code key.issued}
 * @param outcome {@code done} or {@code refused}
 * @param before the fields that changed, as they were; null: it is new
 * @param after null: it is gone
 */
public record AuditEntry(
        UUID id,
        long sequence,
        OffsetDateTime at,
        String actorKind,
        String actorId,
        String actorName,
        String action,
        String resourceKind,
        String resourceId,
        String resourceName,
        String outcome,
        @Nullable Map<String, Object> before,
        @Nullable Map<String, Object> after,
        String requestId,
        String address,
        String leafHash) {}
