package dev.bursar.server.identity.issuer;

import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.SignInLocked;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * E-mail and password against {@link IssuerUsers}. An unknown user costs the time of a known one, gets the same answer
 * and is locked in the same way.
 */
final class PasswordCheck {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordCheck.class);
    private static final int MAX_PASSWORD = 200;
    private static final int MAX_EMAIL = 320;

    private final IssuerUsers users;
    private final LoginAttempts attempts;
    private final PasswordEncoder encoder;
    private final String issuer;
    private final ApplicationEventPublisher events;
    private final String nobodysHash;

    PasswordCheck(
            IssuerUsers users,
            LoginAttempts attempts,
            PasswordEncoder encoder,
            String issuer,
            ApplicationEventPublisher events) {
        this.users = users;
        this.attempts = attempts;
        this.encoder = encoder;
        this.issuer = issuer;
        this.events = events;
        this.nobodysHash = encoder.encode("nobody has this password");
    }

    /**
     * @throws Locked after too many failures
     * @throws BadCredentialsException if they don't match
     */
    IssuerUsers.User check(String address, String email, String password) {
        String name = name(email);
        return switch (attempts.begin(address, name)) {
            case LoginAttempts.Start.Locked locked -> throw new Locked(locked.left());
            case LoginAttempts.Start.Allowed allowed -> compare(address, name, password, allowed.pause());
        };
    }

    private IssuerUsers.User compare(String address, String name, String password, Duration wait) {
        IssuerUsers.User user = users.byEmail(name).orElse(null);
        boolean right = password.length() <= MAX_PASSWORD
                && encoder.matches(password, user == null ? nobodysHash : user.passwordHash());
        if (user == null || !right) {
            failed(address, user, wait);
            throw new BadCredentialsException("wrong");
        }
        attempts.succeeded(address, name);
        LOG.info("signed in by password subject={} address={}", user.subject(), address);
        return user;
    }

    /** The log never has what was typed: people type passwords where e-mail belongs. */
    private void failed(String address, IssuerUsers.@Nullable User user, Duration wait) {
        LOG.info("sign-in refused subject={} address={}", user == null ? "unknown" : user.subject(), address);
        if (user != null && !wait.isZero()) {
            Identity account = new Identity(issuer, user.subject(), user.email(), user.name());
            events.publishEvent(new SignInLocked(account, address, wait));
        }
    }

    private static String name(String email) {
        String name = email.strip().toLowerCase(Locale.ROOT);
        return name.length() <= MAX_EMAIL ? name : name.substring(0, MAX_EMAIL);
    }
}
