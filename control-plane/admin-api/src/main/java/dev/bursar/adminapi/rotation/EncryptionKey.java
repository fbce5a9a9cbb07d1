package dev.bursar.adminapi.rotation;

import java.time.OffsetDateTime;

/**
 * A key encryption key; never the key itself.
 *
 * @param id 16 hexadecimal digits, derived from the key
 * @param newest whether new values are sealed under it
 * @param present whether the control plane that answers has it
 * @param values that are sealed under it
 * @param firstUsedAt when a control plane first started with it as the newest
 */
public record EncryptionKey(String id, boolean newest, boolean present, long values, OffsetDateTime firstUsedAt) {}
