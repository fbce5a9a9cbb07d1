package dev.bursar.server.identity.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginAttemptsTest {
    private final TestClock clock = new TestClock(Instant.EPOCH);
    private final LoginAttempts attempts = new LoginAttempts(clock);

    @Test
    void locksOneUserFromOneAddressUntilTheTimeIsOver() {
        fail(LoginAttempts.MOST);
        assertThat(attempts.locked("10.0.0.1", "milo")).isTrue();
        assertThat(attempts.locked("10.0.0.2", "milo")).isFalse();
        assertThat(attempts.locked("10.0.0.1", "ada")).isFalse();
        clock.advance(LoginAttempts.LOCKED.plus(Duration.ofSeconds(1)));
        assertThat(attempts.locked("10.0.0.1", "milo")).isFalse();
    }

    @Test
    void startsAnewAfterASuccess() {
        fail(LoginAttempts.MOST - 1);
        attempts.succeeded("10.0.0.1", "milo");
        fail(LoginAttempts.MOST - 1);
        assertThat(attempts.locked("10.0.0.1", "milo")).isFalse();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            attempts.failed("10.0.0.1", "milo");
        }
    }
}
