package dev.bursar.server.identity.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.identity.issuer.LoginAttempts.Start;
import dev.bursar.server.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginAttemptsTest {
    private final TestClock clock = new TestClock(Instant.EPOCH);
    private final LoginAttempts attempts = new LoginAttempts(clock);

    @Test
    void locksOneUserFromOneAddressAndNobodyElse() {
        fail("10.0.0.1", "milo", LoginAttempts.PAIR.free());
        assertThat(attempts.begin("10.0.0.1", "milo")).isInstanceOf(Start.Locked.class);
        assertThat(attempts.begin("10.0.0.2", "milo")).isInstanceOf(Start.Allowed.class);
        assertThat(attempts.begin("10.0.0.1", "ada")).isInstanceOf(Start.Allowed.class);
    }

    @Test
    void doublesTheWaitWithEachFailureUpToTheLongest() {
        fail("10.0.0.1", "milo", LoginAttempts.PAIR.free() - 1);
        for (long minutes : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            Start start = attempts.begin("10.0.0.1", "milo");
            assertThat(start).isEqualTo(new Start.Allowed(Duration.ofMinutes(minutes)));
            clock.advance(Duration.ofMinutes(minutes).minusMillis(1));
            assertThat(attempts.begin("10.0.0.1", "milo")).isEqualTo(new Start.Locked(Duration.ofMillis(1)));
            clock.advance(Duration.ofMillis(1));
        }
    }

    @Test
    void countsGuessesThatAreUnderWayAtTheSameTime() {
        for (int i = 0; i < LoginAttempts.PAIR.free(); i++) {
            assertThat(attempts.begin("10.0.0.1", "milo")).isInstanceOf(Start.Allowed.class);
        }
        assertThat(attempts.begin("10.0.0.1", "milo")).isInstanceOf(Start.Locked.class);
    }

    @Test
    void locksAnAddressThatTriesManyUsers() {
        for (int i = 0; i < LoginAttempts.ADDRESS.free(); i++) {
            attempts.begin("10.0.0.1", "user" + i);
        }
        assertThat(attempts.begin("10.0.0.1", "another")).isInstanceOf(Start.Locked.class);
        assertThat(attempts.begin("10.0.0.2", "another")).isInstanceOf(Start.Allowed.class);
    }

    @Test
    void locksAUserWhomManyAddressesTryButNotFromWhereTheySignInUsually() {
        attempts.begin("192.0.2.7", "milo");
        attempts.succeeded("192.0.2.7", "milo");
        for (int i = 0; i < LoginAttempts.USER.free(); i++) {
            attempts.begin("10.0.0." + i, "milo");
        }
        assertThat(attempts.begin("10.0.1.1", "milo")).isInstanceOf(Start.Locked.class);
        assertThat(attempts.begin("192.0.2.7", "milo")).isInstanceOf(Start.Allowed.class);
        assertThat(LoginAttempts.USER.longest()).isLessThanOrEqualTo(Duration.ofMinutes(15));
    }

    /** Whoever has one address of an IPv6 network has 2^64 of them. */
    @Test
    void takesANetworkOfIpv6ForOneAddress() {
        for (int i = 0; i < LoginAttempts.PAIR.free(); i++) {
            assertThat(attempts.begin("2001:db8:1:2::" + i, "milo")).isInstanceOf(Start.Allowed.class);
        }
        assertThat(attempts.begin("2001:db8:1:2:ffff::1", "milo")).isInstanceOf(Start.Locked.class);
        assertThat(attempts.begin("2001:db8:1:3::1", "milo")).isInstanceOf(Start.Allowed.class);
    }

    @Test
    void startsAnewAfterASuccess() {
        fail("10.0.0.1", "milo", LoginAttempts.PAIR.free() - 1);
        assertThat(attempts.begin("10.0.0.1", "milo")).isInstanceOf(Start.Allowed.class);
        attempts.succeeded("10.0.0.1", "milo");
        fail("10.0.0.1", "milo", LoginAttempts.PAIR.free() - 1);
        assertThat(attempts.begin("10.0.0.1", "milo")).isInstanceOf(Start.Allowed.class);
    }

    @Test
    void forgetsAfterALongSilence() {
        fail("10.0.0.1", "milo", LoginAttempts.PAIR.free());
        clock.advance(LoginAttempts.PAIR.longest().multipliedBy(2).plusSeconds(1));
        assertThat(attempts.begin("10.0.0.1", "milo")).isEqualTo(new Start.Allowed(Duration.ZERO));
    }

    @Test
    void remembersABoundedNumber() {
        for (int i = 0; i < 3 * Failed.REMEMBERED; i++) {
            attempts.begin("10.0." + i / 250 + "." + i % 250, "user" + i);
            attempts.succeeded("10.0." + i / 250 + "." + i % 250, "user" + i);
            attempts.begin("10.1." + i / 250 + "." + i % 250, "user" + i);
        }
        assertThat(attempts.remembered()).isLessThanOrEqualTo(4 * Failed.REMEMBERED);
    }

    private void fail(String address, String user, int times) {
        for (int i = 0; i < times; i++) {
            attempts.begin(address, user);
        }
    }
}
