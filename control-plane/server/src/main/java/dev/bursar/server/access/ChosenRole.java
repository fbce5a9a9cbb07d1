package dev.bursar.server.access;

import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Role;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role that there is.
 *
 * @param builtIn null: a custom one, of {@code roleId}
 * @param name a built-in role's text, or a custom role's name
 */
public record ChosenRole(@Nullable Role builtIn, @Nullable UUID roleId, String name, Set<Action> actions) {
    public ChosenRole {
        actions = Set.copyOf(actions);
        if ((builtIn == null) == (roleId == null)) {
            throw new IllegalArgumentException("a role is built in, or custom");
        }
    }

    public static ChosenRole of(Role role) {
        return new ChosenRole(role, null, role.text(), role.actions());
    }
}
