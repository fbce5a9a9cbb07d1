package dev.bursar.server.access;

import dev.bursar.adminapi.access.Explanation;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.ResourcePath;
import dev.bursar.server.identity.HeldRole;
import dev.bursar.server.identity.HeldViews;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * May somebody do this to a thing that stands there, and why? Answered by the rules that operations themselves keep: of a
 * key its owner may do with the right to their own what others need the right to everybody's for, and new keys of one's
 * own are charged only where one belongs.
 *
 * @param path of where it stands
 */
record Question(Holder holder, Action action, Stand stand, ResourcePath path) {
    private static final Map<Action, Action> OF_ONES_OWN = Map.of(
            Action.KEY_READ, Action.KEY_READ_OWN,
            Action.KEY_WRITE, Action.KEY_WRITE_OWN,
            Action.USAGE_READ, Action.USAGE_READ_OWN);

    Explanation answer() {
        List<HeldRole> reasons = holder.roles().stream().filter(this::isReason).toList();
        boolean frozen = holder.archived() && !action.reads();
        return new Explanation(
                holder.id(),
                action.text(),
                stand.unitId(),
                holder.active() && !frozen && !reasons.isEmpty(),
                HeldViews.held(reasons),
                sentence(reasons, frozen));
    }

    private boolean isReason(HeldRole role) {
        var authority = HeldRole.authority(List.of(role));
        return enough().stream()
                .anyMatch(one -> one == Action.KEY_WRITE_OWN && stand.key().isEmpty()
                        ? authority.belongs(one, path)
                        : authority.may(one, path));
    }

    /** Any of these lets somebody do it. */
    private Set<Action> enough() {
        if (isAnothers()) {
            return Set.of();
        }
        EnumSet<Action> enough = EnumSet.of(action);
        if (isTheirs() && OF_ONES_OWN.get(action) instanceof Action own) {
            enough.add(own);
        }
        return enough;
    }

    private boolean isTheirs() {
        return stand.key().filter(key -> holder.id().equals(key.owner())).isPresent();
    }

    /** The right to what is one's own says nothing of a key that is not. */
    private boolean isAnothers() {
        return OF_ONES_OWN.containsValue(action) && stand.key().isPresent() && !isTheirs();
    }

    private String sentence(List<HeldRole> reasons, boolean frozen) {
        if (isAnothers()) {
            return holder.name() + " may not: " + action.text()
                    + " is about one's own keys, and this one is not theirs.";
        }
        if (reasons.isEmpty()) {
            return holder.name() + " may not: no role that they hold there allows " + action.text() + ".";
        }
        String by = reasons.stream().map(Question::reason).collect(Collectors.joining("; "));
        if (!holder.active()) {
            return holder.name() + " may not while " + holder.state() + ". The roles would allow it: " + by + ".";
        }
        return frozen
                ? holder.name() + " may not while the organization is archived. The roles would allow it: " + by + "."
                : holder.name() + " may, by " + by + ".";
    }

    private static String reason(HeldRole role) {
        String over = role.unitName() == null ? "the organization" : role.unitName();
        String through = role.groupName() == null ? "" : ", through the group " + role.groupName();
        return role.role() + " over " + over + through + " (granted by " + role.grantedBy() + ")";
    }
}
