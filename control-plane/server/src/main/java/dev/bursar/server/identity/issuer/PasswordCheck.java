package dev.bursar.server.identity.issuer;

import java.util.Locale;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * E-mail and password against {@link IssuerUsers}. An unknown user costs the time of a known one and gets the same
 * answer.
 */
final class PasswordCheck {
    private static final int MAX_PASSWORD = 200;

    private final IssuerUsers users;
    private final LoginAttempts attempts;
    private final PasswordEncoder encoder;
    private final String nobodysHash;

    PasswordCheck(IssuerUsers users, LoginAttempts attempts, PasswordEncoder encoder) {
        this.users = users;
        this.attempts = attempts;
        this.encoder = encoder;
        this.nobodysHash = encoder.encode("nobody has this password");
    }

    /**
     * @throws LockedException after too many failures
     * @throws BadCredentialsException if they don't match
     */
    IssuerUsers.User check(String address, String email, String password) {
        String name = email.strip().toLowerCase(Locale.ROOT);
        if (attempts.locked(address, name)) {
            throw new LockedException("locked");
        }
        IssuerUsers.User user = users.byEmail(name).orElse(null);
        boolean right = password.length() <= MAX_PASSWORD
                && encoder.matches(password, user == null ? nobodysHash : user.passwordHash());
        if (user == null || !right) {
            attempts.failed(address, name);
            throw new BadCredentialsException("wrong");
        }
        attempts.succeeded(address, name);
        return user;
    }
}
