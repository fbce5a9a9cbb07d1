package dev.bursar.server.identity.issuer;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Bounds guessing in three ways, each with some failures for free and then a wait that doubles: one address at one user;
 * one address at whatever users; whatever addresses at one user. The last would let anybody keep a person out, so it
 * does not bind an address from which that person has signed in before. Addresses count as {@link Neighbourhood} says.
 *
 * <p>An attempt counts as failed from its start, so that guesses at the same time gain nothing. Any thread.
 */
@Component
@ConditionalOnProperty(name = "bursar.issuer.embedded", matchIfMissing = true)
final class LoginAttempts {
    static final Patience PAIR = new Patience(5, Duration.ofMinutes(1), Duration.ofHours(1));
    static final Patience ADDRESS = new Patience(50, Duration.ofMinutes(1), Duration.ofHours(1));
    static final Patience USER = new Patience(25, Duration.ofMinutes(1), Duration.ofMinutes(15));

    private final Failed<Pair> pairs;
    private final Failed<String> addresses;
    private final Failed<String> users;
    private final Map<Pair, Boolean> familiar = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Boolean> eldest) {
            return size() > Failed.REMEMBERED;
        }
    };

    LoginAttempts(Clock clock) {
        this.pairs = new Failed<>(PAIR, clock);
        this.addresses = new Failed<>(ADDRESS, clock);
        this.users = new Failed<>(USER, clock);
    }

    private record Pair(String address, String user) {}

    /** How an attempt began. */
    sealed interface Start {
        /** @param pause that begins if it fails; zero: none */
        record Allowed(Duration pause) implements Start {}

        record Locked(Duration left) implements Start {}
    }

    /** The attempt is a failure until {@link #succeeded} says otherwise. */
    synchronized Start begin(String from, String user) {
        String address = Neighbourhood.of(from);
        Pair pair = new Pair(address, user);
        boolean stranger = !familiar.containsKey(pair);
        Duration left = longest(pairs.left(pair), addresses.left(address), stranger ? users.left(user) : Duration.ZERO);
        if (!left.isZero()) {
            return new Start.Locked(left);
        }
        return new Start.Allowed(longest(pairs.add(pair), addresses.add(address), users.add(user)));
    }

    synchronized void succeeded(String from, String user) {
        String address = Neighbourhood.of(from);
        Pair pair = new Pair(address, user);
        familiar.put(pair, true);
        pairs.forget(pair);
        users.forget(user);
        addresses.takeBack(address);
    }

    /** How many names are remembered, of each kind at most {@link Failed#REMEMBERED}. */
    synchronized int remembered() {
        return pairs.size() + addresses.size() + users.size() + familiar.size();
    }

    private static Duration longest(Duration... waits) {
        return Stream.of(waits).max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
