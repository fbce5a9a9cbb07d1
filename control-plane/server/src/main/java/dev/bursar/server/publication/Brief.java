package dev.bursar.server.publication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Remembers what was looked up for a moment. A failed look-up is not remembered. Any thread. */
final class Brief<V> {
    private static final int MOST = 10_000;

    private final Duration kept;
    private final Clock clock;
    private final Map<String, Known<V>> known = new ConcurrentHashMap<>();

    Brief(Duration kept, Clock clock) {
        this.kept = kept;
        this.clock = clock;
    }

    private record Known<V>(V value, Instant at) {}

    /** Two threads may look up the same at once. */
    V get(String name, Function<String, V> look) {
        Instant now = clock.instant();
        Known<V> old = known.get(name);
        if (old != null && now.isBefore(old.at().plus(kept)) && !now.isBefore(old.at())) {
            return old.value();
        }
        V value = look.apply(name);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(name, new Known<>(value, now));
        return value;
    }

    void forget(String name) {
        known.remove(name);
    }
}
