package dev.bursar.server.identity.issuer;

import dev.bursar.adminapi.me.ChangePassword;
import dev.bursar.adminapi.me.PasswordApi;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.identity.PasswordChanged;
import dev.bursar.server.identity.SignIn;
import dev.bursar.server.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.web.bind.annotation.RestController;

/** A person changes their own password; guessing the current one is bounded like signing in. */
@RestController
@ConditionalOnProperty(name = "bursar.issuer.embedded", matchIfMissing = true)
class PasswordController implements PasswordApi {
    private final Callers callers;
    private final IssuerUsers users;
    private final PasswordCheck passwords;
    private final ApplicationEventPublisher events;
    private final HttpServletRequest request;

    PasswordController(
            Callers callers,
            IssuerUsers users,
            PasswordCheck passwords,
            ApplicationEventPublisher events,
            HttpServletRequest request) {
        this.callers = callers;
        this.users = users;
        this.passwords = passwords;
        this.events = events;
        this.request = request;
    }

    @Override
    public void change(ChangePassword change) {
        SignIn signIn = callers.signIn();
        IssuerUsers.User user =
                users.bySubject(signIn.identity().subject()).orElseThrow(() -> ProblemException.notFound("account"));
        verify(user, change.currentPassword());
        users.change(user, change.newPassword());
        events.publishEvent(new PasswordChanged(signIn));
    }

    private void verify(IssuerUsers.User user, String current) {
        try {
            passwords.check(request.getRemoteAddr(), user.email(), current);
        } catch (Locked e) {
            throw ProblemException.tooMany("too_many_attempts", "Too many failures. Try again later.", e.left());
        } catch (BadCredentialsException e) {
            throw ProblemException.field("currentPassword", "password_wrong", "This is not your current password.");
        }
    }
}
