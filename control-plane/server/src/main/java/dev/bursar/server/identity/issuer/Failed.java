package dev.bursar.server.identity.issuer;

import dev.bursar.server.identity.issuer.Patience.Failures;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Failures by name, at most so many names: the one that was quiet longest is forgotten first. Not for several threads. */
final class Failed<K> {
    static final int REMEMBERED = 10_000;

    private final Patience patience;
    private final Clock clock;
    private final Map<K, Failures> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    Failed(Patience patience, Clock clock) {
        this.patience = patience;
        this.clock = clock;
    }

    Duration left(K name) {
        Failures known = failures.get(name);
        return known == null ? Duration.ZERO : patience.left(known, clock.instant());
    }

    /** @return the wait that begins with this failure; zero: none */
    Duration add(K name) {
        Failures known = failures.remove(name);
        boolean fresh = known == null || patience.isForgotten(known, clock.instant());
        Failures now = new Failures(fresh || known == null ? 1 : known.count() + 1, clock.instant());
        failures.put(name, now);
        return patience.wait(now);
    }

    /** One failure less: it was none. */
    void takeBack(K name) {
        Failures known = failures.get(name);
        if (known != null && known.count() > 1) {
            failures.put(name, new Failures(known.count() - 1, known.last()));
        } else {
            failures.remove(name);
        }
    }

    void forget(K name) {
        failures.remove(name);
    }

    int size() {
        return failures.size();
    }
}
