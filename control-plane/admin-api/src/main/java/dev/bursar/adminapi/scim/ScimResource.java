package dev.bursar.adminapi.scim;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * @param kind {@code user} or {@code group}
 * @param name the user's {@code userName}, the group's {@code displayName}
 * @param state of a user {@code active}, {@code invited} or {@code suspended}; of a group {@code active}
 */
public record ScimResource(String kind, UUID id, String name, String state, OffsetDateTime changedAt) {}
