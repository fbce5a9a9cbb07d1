package dev.bursar.server.identity;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Who acts, in which organization, with what authority. Every operation takes one: nothing is read or written without
 * knowing whose it is.
 *
 * @param actorId a member's id; {@code system} for the installation itself
 * @param requestId in the answer's {@code x-request-id} and in the audit log
 * @param address where the request came from; empty for the installation itself
 */
public record Caller(
        UUID organizationId,
        ActorKind actorKind,
        String actorId,
        String actorName,
        Set<Action> actions,
        String requestId,
        String address) {

    /** Who can be an actor, as the audit log names it. */
    public enum ActorKind {
        MEMBER("member"),
        KEY("key"),
        NODE("node"),
        SYSTEM("system");

        private final String text;

        ActorKind(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public Caller {
        actions = Set.copyOf(actions);
    }

    /** The installation itself: jobs and seeding. May do everything in this one organization. */
    public static Caller system(UUID organizationId) {
        return new Caller(
                organizationId, ActorKind.SYSTEM, "system", "Bursar", EnumSet.allOf(Action.class), "system", "");
    }

    public boolean may(Action action) {
        return actions.contains(action);
    }

    /** @throws RefusedException 403 {@code action_missing}, naming the action; the refusal is audited */
    public void require(Action action) {
        if (!may(action)) {
            throw new RefusedException(this, action);
        }
    }

    /** @throws RefusedException naming the first one, if the caller may do none of them */
    public void requireAny(Action first, Action second) {
        if (!may(first) && !may(second)) {
            throw new RefusedException(this, first);
        }
    }

    /** The caller's member id; a nil UUID for the installation itself, which owns nothing. */
    public UUID memberId() {
        return actorKind == ActorKind.MEMBER ? UUID.fromString(actorId) : new UUID(0, 0);
    }
}
