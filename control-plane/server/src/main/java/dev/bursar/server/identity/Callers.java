package dev.bursar.server.identity;

import dev.bursar.policy.access.Action;
import java.util.Optional;
import java.util.UUID;

/** Finds out who makes the current request. */
public interface Callers {
    /**
     * @return the caller as a member or a service account of this organization
     * @throws dev.bursar.server.platform.web.ProblemException 404 if they are not: what is invisible does not exist
     */
    Caller in(UUID organizationId);

    /**
     * The same, who may do this in the whole organization.
     *
     * @throws RefusedException 403 {@code action_missing}
     */
    default Caller in(UUID organizationId, Action action) {
        Caller caller = in(organizationId);
        caller.require(action);
        return caller;
    }

    /**
     * For what belongs to no organization.
     *
     * @return the caller in one of their organizations, where they may do this
     * @throws dev.bursar.server.platform.web.ProblemException 403 {@code action_missing} if there is none
     */
    Caller anywhere(Action action);

    /**
     * For what is done to an organization from outside of it.
     *
     * @return the caller in this organization with this one action, if they may do it anywhere
     * @throws dev.bursar.server.platform.web.ProblemException 404 if they neither may nor belong to it; 403 {@code
     *     action_missing} if they only belong to it
     */
    Caller operating(UUID organizationId, Action action);

    /** The same, or by whoever may do the other in the whole organization. */
    Caller operating(UUID organizationId, Action action, Action otherwise);

    /** The caller as this member, with no authority: whom they become just now, or who does what concerns them alone. */
    Caller joining(UUID organizationId, UUID memberId, String name);

    /**
     * @throws dev.bursar.server.platform.web.ProblemException 401 if the token speaks of nobody; 403 {@code people_only}
     *     for a service account
     */
    Identity identity();

    /** @throws dev.bursar.server.platform.web.ProblemException 401 if the token speaks of nobody */
    SignIn signIn();

    /** The service account that makes the request, in its organization; empty: a person does. */
    Optional<Membership> machine();
}
