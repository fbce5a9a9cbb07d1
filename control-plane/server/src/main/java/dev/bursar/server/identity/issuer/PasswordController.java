package dev.bursar.server.identity.issuer;

import dev.bursar.adminapi.me.ChangePassword;
import dev.bursar.adminapi.me.PasswordApi;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.PasswordChanged;
import dev.bursar.server.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.RestController;

/** A person changes their own password; guessing the current one is bounded like signing in. */
@RestController
@ConditionalOnProperty(name = "bursar.issuer.embedded", matchIfMissing = true)
class PasswordController implements PasswordApi {
    private final Callers callers;
    private final IssuerUsers users;
    private final PasswordCheck passwords;
    private final BoundedAuthorizations authorizations;
    private final ApplicationEventPublisher events;
    private final HttpServletRequest request;

    PasswordController(
            Callers callers,
            IssuerUsers users,
            PasswordCheck passwords,
            BoundedAuthorizations authorizations,
            ApplicationEventPublisher events,
            HttpServletRequest request) {
        this.callers = callers;
        this.users = users;
        this.passwords = passwords;
        this.authorizations = authorizations;
        this.events = events;
        this.request = request;
    }

    @Override
    public void change(ChangePassword change) {
        Identity identity = callers.identity();
        IssuerUsers.User user =
                users.bySubject(identity.subject()).orElseThrow(() -> ProblemException.notFound("account"));
        verify(user, change.currentPassword());
        users.change(user, change.newPassword());
        String token = token();
        authorizations.removeOthers(user.subject(), token);
        events.publishEvent(new PasswordChanged(identity, token));
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

    private static String token() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken jwt
                ? jwt.getToken().getTokenValue()
                : "";
    }
}
