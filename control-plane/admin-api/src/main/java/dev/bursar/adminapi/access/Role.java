package dev.bursar.adminapi.access;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bundle of actions.
 *
 * @param id of a custom role; null: a built-in one
 * @param name a built-in role's text, {@code team_admin}, or a custom role's name
 * @param actions as texts, {@code key.write}
 * @param grants how often it is granted
 * @param people how many hold it where the caller reads members, themselves or through a group; null in lists
 * @param version of a custom role; 0: a built-in one, which does not change
 */
public record Role(
        @Nullable UUID id,
        String name,
        String description,
        List<String> actions,
        long grants,
        @Nullable Long people,
        long version) {
    public Role heldBy(long count) {
        return new Role(id, name, description, actions, grants, count, version);
    }
}
