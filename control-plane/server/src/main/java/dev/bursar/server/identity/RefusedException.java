package dev.bursar.server.identity;

import dev.bursar.policy.access.Action;
import dev.bursar.server.platform.web.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The caller may see it but not do this. Audited with the outcome {@code refused}. */
public final class RefusedException extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final transient List<Action> actions;

    private RefusedException(Caller caller, Collection<Action> actions, int status, String code, String detail) {
        super(status, code, detail);
        this.caller = caller;
        this.actions = List.copyOf(actions);
    }

    static RefusedException missing(Caller caller, Action action) {
        if (caller.authority().readOnly() && !action.reads()) {
            return new RefusedException(
                    caller,
                    List.of(action),
                    409,
                    "organization_archived",
                    "This organization is archived: nothing changes in it until it is restored.");
        }
        String detail = "This needs the permission " + action.text() + ", which your roles lack here.";
        return new RefusedException(caller, List.of(action), 403, "action_missing", detail);
    }

    static RefusedException exceeding(Caller caller, Collection<Action> actions) {
        String detail = "Nobody gives or takes what they do not hold there themselves. You lack "
                + actions.stream().map(Action::text).sorted().collect(Collectors.joining(", ")) + ".";
        return new RefusedException(caller, actions, 403, "exceeds_own_authority", detail);
    }

    public Caller caller() {
        return caller;
    }

    /** What was missing; at least one. */
    public List<Action> actions() {
        return actions;
    }
}
