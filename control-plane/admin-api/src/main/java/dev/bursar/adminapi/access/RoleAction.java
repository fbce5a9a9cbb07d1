package dev.bursar.adminapi.access;

/**
 * What roles are made of.
 *
 * @param action {@code key.write}
 * @param breadth {@code person}: about oneself and what everybody sees, holds wherever it is granted; {@code unit}: over a
 *     unit it holds in the unit's subtree; {@code organization}: over a unit it allows nothing
 * @param changes whether it allows to change anything
 * @param held whether the caller holds it over the whole organization, and so may put it into a custom role
 */
public record RoleAction(String action, String breadth, boolean changes, boolean held) {}
