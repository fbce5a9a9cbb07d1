package dev.bursar.server.identity;

import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Authority;
import dev.bursar.policy.access.Reach;
import dev.bursar.policy.access.ResourcePath;
import dev.bursar.server.platform.web.ProblemException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, in which organization, with what authority. Every operation takes one: nothing is read or written without
 * knowing whose it is, and every decision whether they may is made by the authority it carries.
 *
 * <p>A {@code unitId} is the team, project or class that a thing stands in; null: it stands in the organization itself.
 *
 * @param actorId a member's or a service account's id; {@code system} for the installation itself
 * @param requestId in the answer's {@code x-request-id} and in the audit log
 * @param address where the request came from; empty for the installation itself
 */
public record Caller(
        UUID organizationId,
        ActorKind actorKind,
        String actorId,
        String actorName,
        Authority authority,
        String requestId,
        String address) {

    /** Who can be an actor, as the audit log names it. */
    public enum ActorKind {
        MEMBER("member"),
        SERVICE_ACCOUNT("service_account"),
        KEY("key"),
        NODE("node"),
        /** An identity provider, by one of its tokens. */
        SCIM("scim"),
        SYSTEM("system");

        private final String text;

        ActorKind(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** The installation itself: jobs and seeding. May do everything in this one organization. */
    public static Caller system(UUID organizationId) {
        Authority everything = Authority.over(EnumSet.allOf(Action.class));
        return new Caller(organizationId, ActorKind.SYSTEM, "system", "Bursar", everything, "system", "");
    }

    /** To what stands in the organization itself. */
    public boolean may(Action action) {
        return authority.may(action);
    }

    /** Reads the unit's place only where that decides. */
    public boolean mayIn(DSLContext tx, Action action, @Nullable UUID unitId) {
        return authority.may(action)
                || unitId != null
                        && authority.mayAnywhere(action)
                        && authority.may(action, UnitPaths.of(tx, organizationId, unitId));
    }

    public boolean mayAnywhere(Action action) {
        return authority.mayAnywhere(action);
    }

    /** See {@link Authority#belongs}. */
    public boolean belongs(DSLContext tx, Action action, @Nullable UUID unitId) {
        return authority.mayAnywhere(action) && authority.belongs(action, path(tx, unitId));
    }

    public Reach reach(Action action) {
        return authority.reach(action);
    }

    /** @throws RefusedException 403 {@code action_missing}, naming the action; the refusal is audited */
    public void require(Action action) {
        if (!may(action)) {
            throw RefusedException.missing(this, action);
        }
    }

    /** @throws RefusedException as {@link #require(Action)} */
    public void requireIn(DSLContext tx, Action action, @Nullable UUID unitId) {
        if (!mayIn(tx, action, unitId)) {
            throw RefusedException.missing(this, action);
        }
    }

    /**
     * For one thing: it does not exist for whoever may not even see it.
     *
     * @param seeing the action that shows it
     * @throws ProblemException 404
     * @throws RefusedException 403 if they may see it and not do this
     */
    public void requireFor(DSLContext tx, Action action, Action seeing, @Nullable UUID unitId, String what) {
        if (mayIn(tx, action, unitId)) {
            return;
        }
        if (mayAnywhere(action) && !mayIn(tx, seeing, unitId)) {
            throw ProblemException.notFound(what);
        }
        throw RefusedException.missing(this, action);
    }

    /** For lists, and before the place of a thing is known. @throws RefusedException if they may do it nowhere */
    public void requireAnywhere(Action action) {
        if (!mayAnywhere(action)) {
            throw RefusedException.missing(this, action);
        }
    }

    /** @throws RefusedException naming the first one, if the caller may do none of them anywhere */
    public void requireAny(Action first, Action second) {
        if (!mayAnywhere(first) && !mayAnywhere(second)) {
            throw RefusedException.missing(this, first);
        }
    }

    /**
     * Before these actions are given to anybody over this place, or taken away: nobody hands on what they lack.
     *
     * @throws RefusedException 403 {@code exceeds_own_authority}, naming the actions that are missing
     */
    public void requireHolds(DSLContext tx, Collection<Action> actions, @Nullable UUID unitId) {
        Set<Action> missing = authority.missing(actions, path(tx, unitId));
        if (!missing.isEmpty()) {
            throw RefusedException.exceeding(this, missing);
        }
    }

    /** The same, over the whole organization. */
    public void requireHolds(Collection<Action> actions) {
        Set<Action> missing = authority.missing(actions, ResourcePath.ORGANIZATION);
        if (!missing.isEmpty()) {
            throw RefusedException.exceeding(this, missing);
        }
    }

    /** Whether {@link #requireHolds} would let it pass. */
    public boolean holds(DSLContext tx, Collection<Action> actions, @Nullable UUID unitId) {
        return authority.missing(actions, path(tx, unitId)).isEmpty();
    }

    /** The caller's member id; a nil UUID for the installation itself, which owns nothing. */
    public UUID memberId() {
        return actorKind == ActorKind.MEMBER ? UUID.fromString(actorId) : new UUID(0, 0);
    }

    private ResourcePath path(DSLContext tx, @Nullable UUID unitId) {
        return unitId == null ? ResourcePath.ORGANIZATION : UnitPaths.of(tx, organizationId, unitId);
    }
}
