package dev.bursar.policy.access;

import java.util.List;
import java.util.UUID;

/**
 * Where a thing stands in an organization's structure.
 *
 * @param units that hold it, the top one first; empty: it stands in the organization itself
 */
public record ResourcePath(List<UUID> units) {
    public static final ResourcePath ORGANIZATION = new ResourcePath(List.of());

    public ResourcePath {
        units = List.copyOf(units);
    }
}
