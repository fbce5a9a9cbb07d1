package dev.bursar.adminui.controlplane;

import com.vaadin.flow.spring.annotation.SpringComponent;
import com.vaadin.flow.spring.annotation.UIScope;
import dev.bursar.adminapi.me.Me;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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

    private final transient ControlPlane controlPlane;
    private final transient Clock clock;
    private transient @Nullable Me me;
    private @Nullable Instant readAt;
    private transient Me.@Nullable Membership membership;

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
        }
        return known;
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

    public boolean may(Action action) {
        Me.Membership current = membership;
        return current != null && action.isAmong(current.actions());
    }

    public Clock clock() {
        return clock;
    }
}
