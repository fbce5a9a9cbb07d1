package dev.bursar.adminui.controlplane;

import dev.bursar.adminapi.common.Problem;
import java.util.List;
import java.util.Objects;

/** The control plane said no, and why. */
public final class RefusedException extends ControlPlaneException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public RefusedException(Problem problem) {
        super(Objects.requireNonNullElse(problem.detail(), problem.title()), null);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    public List<Problem.FieldError> fieldErrors() {
        List<Problem.FieldError> errors = problem.errors();
        return errors == null ? List.of() : errors;
    }

    public boolean is(String code) {
        return problem.code().equals(code);
    }

    /** It does not exist, or this user may not know that it does. */
    public boolean isNotFound() {
        return problem.status() == 404;
    }

    /** The user signed in too long ago for this. */
    public boolean wantsSignInAgain() {
        return is("insufficient_user_authentication");
    }

    /** Somebody else changed it first. */
    public boolean isConflict() {
        return problem.status() == 412;
    }
}
