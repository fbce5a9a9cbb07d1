package dev.bursar.adminui.controlplane;

import com.vaadin.flow.spring.annotation.SpringComponent;
import com.vaadin.flow.spring.annotation.UIScope;
import dev.bursar.adminapi.me.Me;
import dev.bursar.adminapi.organization.Unit;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who works in this browser tab, and in which organization. */
@SpringComponent
@UIScope
public class Workspace implements Serializable {
    private static final long serialVersionUID = 1L;
    /** How long a change of roles may go unseen; the control plane checks every call anyway. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    /** Deeper than any tree of units; a loop would end here. */
    private static final int DEEPEST = 64;

    private final transient ControlPlane controlPlane;
    private final transient Clock clock;
    private transient @Nullable Me me;
    private @Nullable Instant readAt;
    private transient Me.@Nullable Membership membership;
    /** Which unit each one is in, as far as somebody asked; empty: in none that the reader sees. */
    private transient Map<UUID, Optional<UUID>> parents = new HashMap<>();

    Workspace(ControlPlane controlPlane, Clock clock) {
        this.controlPlane = controlPlane;
        this.clock = clock;
    }

    /** The user. @throws ControlPlaneException if nobody can tell */
    public Me me() {
        Instant now = clock.instant();
        Me known = me;
        if (known == null || readAt == null || readAt.plus(FRESH).isBefore(now)) {
            known = controlPlane.me().me();
            me = known;
            readAt = now;
            renew(known);
        }
        return known;
    }

    /** Roles as they are now, for the organization that was entered before. */
    private void renew(Me known) {
        parents = new HashMap<>();
        Me.Membership before = membership;
        if (before != null) {
            known.organizations().stream()
                    .filter(one -> one.organizationId().equals(before.organizationId()))
                    .findFirst()
                    .ifPresent(one -> membership = one);
        }
    }

    /** Reads the user anew at the next question. */
    public void forget() {
        me = null;
    }

    /** Makes an organization the one of this tab; empty if the user does not belong to it. */
    public Optional<Me.Membership> enter(String slug) {
        Optional<Me.Membership> found =
                memberships().stream().filter(m -> m.slug().equals(slug)).findFirst();
        found.ifPresent(m -> membership = m);
        return found;
    }

    public List<Me.Membership> memberships() {
        return me().organizations();
    }

    /** @throws IllegalStateException before {@link #enter} */
    public Me.Membership membership() {
        Me.Membership current = membership;
        if (current == null) {
            throw new IllegalStateException("No organization has been entered in this tab.");
        }
        return current;
    }

    public UUID organizationId() {
        return membership().organizationId();
    }

    public String slug() {
        return membership().slug();
    }

    /** In which days and months of this organization begin. */
    public ZoneId organizationZone() {
        try {
            return ZoneId.of(membership().timeZone());
        } catch (java.time.DateTimeException e) {
            return ZoneId.of("UTC");
        }
    }

    /** In the whole organization: what its own buttons ask. */
    public boolean may(Action action) {
        Me.Membership current = membership;
        return current != null && action.isAmong(current.actions());
    }

    /** At least over some unit: what a page asks that shows each reader their part. */
    public boolean mayAnywhere(Action action) {
        return may(action) || (membership != null && !action.isOfOrganization() && isHeldOverUnits(action.anyOf()));
    }

    private boolean isHeldOverUnits(List<String> anyOf) {
        return membership().inUnits().stream().anyMatch(unit -> anyOf.stream().anyMatch(unit.actions()::contains));
    }

    /**
     * What the button of a thing asks.
     *
     * @param unitId where the thing stands; null: in the organization itself
     */
    public boolean mayIn(Action action, @Nullable UUID unitId) {
        return holds(action.anyOf(), unitId);
    }

    private boolean holds(List<String> anyOf, @Nullable UUID unitId) {
        if (anyOf.stream().anyMatch(membership().actions()::contains)) {
            return true;
        }
        Optional<UUID> place = isHeldOverUnits(anyOf) ? Optional.ofNullable(unitId) : Optional.empty();
        for (int depth = 0; place.isPresent() && depth < DEEPEST; depth++) {
            UUID unit = place.get();
            boolean held = membership().inUnits().stream()
                    .anyMatch(one -> one.unitId().equals(unit) && anyOf.stream().anyMatch(one.actions()::contains));
            if (held) {
                return true;
            }
            place = parents.computeIfAbsent(unit, this::parent);
        }
        return false;
    }

    /** Whether the reader holds each of these over a place, and so may hand them on there. */
    public boolean holdsAll(Collection<String> actions, @Nullable UUID unitId) {
        return actions.stream().allMatch(action -> holds(List.of(action), unitId));
    }

    private Optional<UUID> parent(UUID unitId) {
        try {
            Unit unit = ControlPlane.body(controlPlane.units().get(organizationId(), unitId));
            return Optional.ofNullable(unit.parentId());
        } catch (RefusedException e) {
            // Above what the reader sees.
            return Optional.empty();
        }
    }

    public Clock clock() {
        return clock;
    }
}
