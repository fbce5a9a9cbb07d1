package dev.bursar.server.identity.issuer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Bounds guessing: after {@link #MOST} failures in a row, an address may not try this user again for {@link #LOCKED}.
 * Remembers at most {@link #REMEMBERED} pairs, the eldest are forgotten first. Any thread.
 */
@Component
@ConditionalOnProperty(name = "bursar.issuer.embedded", matchIfMissing = true)
final class LoginAttempts {
    static final int MOST = 5;
    static final Duration LOCKED = Duration.ofMinutes(1);
    static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<Pair, Failures> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    LoginAttempts(Clock clock) {
        this.clock = clock;
    }

    private record Pair(String address, String user) {}

    private record Failures(int count, Instant last) {}

    synchronized boolean locked(String address, String user) {
        Failures known = failures.get(new Pair(address, user));
        return known != null && known.count >= MOST && clock.instant().isBefore(known.last.plus(LOCKED));
    }

    synchronized void failed(String address, String user) {
        Pair pair = new Pair(address, user);
        Failures known = failures.remove(pair);
        boolean fresh = known == null || !clock.instant().isBefore(known.last.plus(LOCKED));
        failures.put(pair, new Failures(fresh || known == null ? 1 : known.count + 1, clock.instant()));
    }

    synchronized void succeeded(String address, String user) {
        failures.remove(new Pair(address, user));
    }
}
