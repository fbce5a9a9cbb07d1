package dev.bursar.server.rotation;

import dev.bursar.server.platform.Production;
import dev.bursar.server.platform.StartRefusedException;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.secret.KeyEncryptionKey;
import dev.bursar.server.platform.secret.KeyId;
import dev.bursar.server.rotation.JooqEncryptionKeys.Used;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * At start: is a key gone that something is still sealed under? Production refuses to start then. Costs one query where
 * all keys are here; a key that is gone with nothing under it is looked for once.
 */
@Component
final class KeyCheck implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);

    private final Tenancy tenancy;
    private final KeyEncryptionKey kek;
    private final JooqEncryptionKeys keys;
    private final KeyCensus census;
    private final boolean production;
    private final Clock clock;

    KeyCheck(
            Tenancy tenancy,
            KeyEncryptionKey kek,
            JooqEncryptionKeys keys,
            KeyCensus census,
            Environment environment,
            Clock clock) {
        this.tenancy = tenancy;
        this.kek = kek;
        this.keys = keys;
        this.census = census;
        this.production = Production.in(environment);
        this.clock = clock;
    }

    /** @throws StartRefusedException naming the key's id and how many values are under it */
    @Override
    public void afterSingletonsInstantiated() {
        List<Used> used = tenancy.platform(tx -> {
            List<Used> before = keys.all(tx);
            keys.use(tx, kek.newest(), clock.instant());
            return before;
        });
        List<KeyId> gone = used.stream()
                .filter(key -> !key.retired() && !kek.known().contains(key.id()))
                .map(Used::id)
                .toList();
        if (gone.isEmpty()) {
            return;
        }
        Map<KeyId, Map<String, Long>> counts = census.count(used.getFirst().id());
        for (KeyId key : gone) {
            Map<String, Long> values = counts.getOrDefault(key, Map.of());
            if (values.isEmpty()) {
                tenancy.platform(tx -> {
                    keys.retire(tx, key, clock.instant());
                    return true;
                });
            } else {
                complain(key, values);
            }
        }
    }

    private void complain(KeyId key, Map<String, Long> values) {
        String message = "The key encryption key " + key + " is gone, and "
                + values.values().stream().mapToLong(Long::longValue).sum() + " values are sealed under it ("
                + values.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "))
                + "). Put it into credential.kek.old, start, and put everything under the newest key before you take it"
                + " away.";
        if (production) {
            throw new StartRefusedException(message);
        }
        LOG.warn("{}", message);
    }
}
