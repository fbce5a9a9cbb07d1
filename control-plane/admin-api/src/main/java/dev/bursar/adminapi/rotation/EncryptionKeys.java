package dev.bursar.adminapi.rotation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param keys the newest first, and those that are gone but still have values under them
 * @param rotation the latest; null: there was none yet
 */
public record EncryptionKeys(
        List<EncryptionKey> keys, @Nullable KeyRotation rotation) {}
