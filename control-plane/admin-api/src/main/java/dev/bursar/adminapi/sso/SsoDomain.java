package dev.bursar.adminapi.sso;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * @param recordName where a TXT record proves that the domain is the organization's
 * @param recordValue what the record says
 * @param verifiedAt null: it is claimed only, and leads nowhere
 */
public record SsoDomain(
        String domain,
        String recordName,
        String recordValue,
        @Nullable OffsetDateTime verifiedAt) {}
