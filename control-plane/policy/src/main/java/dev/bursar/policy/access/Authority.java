package dev.bursar.policy.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What somebody may do, and where: the one place where it is decided. Authority only adds up: each grant is a set of
 * actions over the organization or over one unit's subtree, no grant takes anything away, and without one nothing is
 * allowed.
 *
 * @param readOnly whatever the grants say, nothing may be changed: the organization is archived
 */
public record Authority(List<Grant> grants, boolean readOnly) {
    public static final Authority NONE = new Authority(List.of(), false);

    /** @param unit over whose subtree; empty: over the whole organization */
    public record Grant(Set<Action> actions, Optional<UUID> unit) {
        public Grant {
            actions = Set.copyOf(actions);
        }

        boolean covers(ResourcePath path) {
            return unit.isEmpty() || path.units().contains(unit.get());
        }
    }

    public Authority {
        grants = List.copyOf(grants);
    }

    /** Over the whole organization. */
    public static Authority over(Collection<Action> actions) {
        return new Authority(List.of(new Grant(Set.copyOf(actions), Optional.empty())), false);
    }

    /** The same, but for everything that changes anything. */
    public Authority frozen() {
        return new Authority(grants, true);
    }

    /** For what stands in the organization itself. */
    public boolean may(Action action) {
        return may(action, ResourcePath.ORGANIZATION);
    }

    public boolean may(Action action, ResourcePath path) {
        return switch (action.breadth()) {
            case PERSON -> mayAnywhere(action);
            case UNIT, ORGANIZATION -> allows(action) && holds(action, path);
        };
    }

    public boolean mayAnywhere(Action action) {
        return allows(action)
                && grants.stream().anyMatch(grant -> grant.actions().contains(action));
    }

    /**
     * Through a grant over just such a place: over the organization for what stands in no unit, over a unit for what
     * stands in it. Who holds a role over a unit belongs to it; a role over the organization makes nobody belong to each
     * of its units.
     */
    public boolean belongs(Action action, ResourcePath path) {
        return allows(action)
                && grants.stream()
                        .filter(grant -> grant.actions().contains(action))
                        .anyMatch(
                                grant -> path.units().isEmpty() == grant.unit().isEmpty() && grant.covers(path));
    }

    /** Of a frozen authority's changes: nowhere. */
    public Reach reach(Action action) {
        Set<UUID> units = new HashSet<>();
        if (allows(action)) {
            for (Grant grant : grants) {
                if (grant.actions().contains(action)) {
                    if (grant.unit().isEmpty()) {
                        return new Reach.Everywhere();
                    }
                    units.add(grant.unit().get());
                }
            }
        }
        return units.isEmpty() ? new Reach.Nowhere() : new Reach.Units(units);
    }

    /**
     * What cannot be handed on: nobody gives others, over a place and all that is in it, what they do not hold there
     * themselves. Here even what concerns only oneself counts where it is held.
     */
    public Set<Action> missing(Collection<Action> wanted, ResourcePath path) {
        EnumSet<Action> missing = EnumSet.noneOf(Action.class);
        wanted.stream().filter(action -> !holds(action, path)).forEach(missing::add);
        return missing;
    }

    private boolean holds(Action action, ResourcePath path) {
        return grants.stream().anyMatch(grant -> grant.actions().contains(action) && grant.covers(path));
    }

    private boolean allows(Action action) {
        return !readOnly || action.reads();
    }
}
