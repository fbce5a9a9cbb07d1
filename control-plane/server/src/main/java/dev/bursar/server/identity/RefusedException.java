package dev.bursar.server.identity;

import dev.bursar.server.platform.web.ProblemException;

/** The caller may see it but not do this. Audited with the outcome {@code refused}. */
public final class RefusedException extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final transient Action action;

    RefusedException(Caller caller, Action action) {
        super(403, "action_missing", "This needs the permission " + action.text() + ", which your roles lack.");
        this.caller = caller;
        this.action = action;
    }

    public Caller caller() {
        return caller;
    }

    public Action action() {
        return action;
    }
}
