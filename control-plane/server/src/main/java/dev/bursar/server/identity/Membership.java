package dev.bursar.server.identity;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A person in one organization. */
public record Membership(UUID organizationId, UUID memberId, String displayName, List<Role> roles) {
    public Membership {
        roles = List.copyOf(roles);
    }

    /** What the roles allow together. */
    public Set<Action> actions() {
        EnumSet<Action> actions = EnumSet.noneOf(Action.class);
        roles.forEach(role -> actions.addAll(role.actions()));
        return Collections.unmodifiableSet(actions);
    }
}
