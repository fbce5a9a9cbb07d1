package dev.bursar.adminapi.notice;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * @param kind {@code email}, {@code slack} or {@code webhook}
 * @param target address, or the URL with its secret part masked
 */
public record AlertChannel(
        UUID id, String kind, String name, String target, String state, OffsetDateTime createdAt, long version) {}
