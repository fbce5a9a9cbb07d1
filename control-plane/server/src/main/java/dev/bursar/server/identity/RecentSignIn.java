package dev.bursar.server.identity;

import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * What a stranger at an unlocked screen must not do: the person proves anew who they are, unless they did so lately. The
 * answer is RFC 9470's, so that any client knows what to ask the issuer for ({@code max_age}).
 */
@Component
public final class RecentSignIn {
    public static final Duration MAX_AGE = Duration.ofMinutes(10);

    private final Clock clock;

    RecentSignIn(Clock clock) {
        this.clock = clock;
    }

    /** @throws ProblemException 401 {@code insufficient_user_authentication} if it is longer ago, or the token does not say */
    public void require(SignIn signIn) {
        boolean recent = signIn.authenticatedAt()
                .filter(at -> at.plus(MAX_AGE).isAfter(clock.instant()))
                .isPresent();
        if (!recent) {
            throw ProblemException.signInAgain(
                    "You signed in more than " + MAX_AGE.toMinutes() + " minutes ago. Sign in again to do this.",
                    MAX_AGE);
        }
    }
}
