package dev.bursar.server.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.platform.secret.KeyEncryptionKey;
import dev.bursar.server.platform.secret.KeyId;
import dev.bursar.server.platform.secret.SealedValues;
import dev.bursar.server.platform.secret.TestSecrets;
import dev.bursar.server.testing.RecordingAudit;
import dev.bursar.server.testing.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a walk goes on, whatever happens to whoever walks. Places are fakes; positions and locks are PostgreSQL's. */
@WithPostgres
class RotationWalkTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    /** The keys of hashes are the whole database's: under one key for all tests here. */
    private static final KeyEncryptionKey HASHING = TestSecrets.kek();

    private static final int MANY = 2 * RotationWalk.BATCH + 1;

    private final Tenancy tenancy;
    private final JooqRotations rotations = new JooqRotations();
    private final KeyEncryptionKey kek = TestSecrets.kek();
    private final RecordingAudit audit = new RecordingAudit();
    private final Place credentials = new Place("a place");
    private final Place secrets = new Place("b place");
    private final List<UUID> organizations = new ArrayList<>();

    RotationWalkTest(TestDatabase database) {
        this.tenancy = database.tenancy();
        Tenants tenants = new Tenants(tenancy);
        for (int i = 0; i < 3; i++) {
            organizations.add(tenants.organization("UTC"));
        }
        tenancy.platform(tx -> {
            rotations.running(tx).ifPresent(left -> rotations.end(tx, left.id(), "cancelled", NOW));
            new JooqEncryptionKeys().use(tx, kek.newest(), NOW);
            return true;
        });
    }

    @Test
    void goesThroughEveryPlaceOfEveryOrganizationInBatches() {
        credentials.fill(organizations.getFirst(), MANY);
        credentials.fill(organizations.getLast(), 1);
        secrets.fill(organizations.getFirst(), 2);
        begin(kek.newest());

        walk(walker());

        Rotation done = latest();
        assertThat(done.state()).isEqualTo("done");
        assertThat(done.endedAt()).isEqualTo(NOW);
        assertThat(done.wrapped()).isGreaterThanOrEqualTo(MANY + 3);
        assertThat(credentials.left()).isZero();
        assertThat(secrets.left()).isZero();
        assertThat(credentials.largest).isEqualTo(RotationWalk.BATCH);
        assertThat(audit.changes())
                .extracting(AuditLog.Change::action)
                .containsExactly("secrets.rewrapped", "secrets.rewrapped");
    }

    @Test
    void goesOnWhereTheLastOneStopped() {
        credentials.fill(organizations.getFirst(), MANY);
        begin(kek.newest());
        credentials.failsAfter = RotationWalk.BATCH + 7;

        RotationWalk first = walker();
        assertThatThrownBy(() -> walk(first)).hasMessage("broken off");
        long kept = latest().wrapped();
        walk(walker());

        assertThat(kept).isGreaterThanOrEqualTo(RotationWalk.BATCH).isLessThan(MANY);
        assertThat(latest().state()).isEqualTo("done");
        assertThat(credentials.left()).isZero();
        assertThat(credentials.twice).isZero();
    }

    @Test
    void beginsNoFurtherBatchOnceItIsCancelled() {
        credentials.fill(organizations.getFirst(), MANY);
        begin(kek.newest());
        RotationWalk walk = walker();
        while (credentials.left() == MANY) {
            walk.step();
        }

        tenancy.platform(tx -> {
            rotations.end(tx, latest().id(), "cancelled", NOW);
            return true;
        });

        assertThat(walk.step()).isFalse();
        assertThat(credentials.left()).isEqualTo(MANY - RotationWalk.BATCH);
    }

    @Test
    void leavesAWalkToAnotherKeyToWhoeverHasIt() {
        credentials.fill(organizations.getFirst(), 1);
        KeyEncryptionKey other = TestSecrets.kek();
        tenancy.platform(tx -> {
            new JooqEncryptionKeys().use(tx, other.newest(), NOW);
            return true;
        });
        begin(other.newest());

        assertThat(walker().step()).isFalse();
        assertThat(credentials.left()).isEqualTo(1);
    }

    @Test
    void doesNothingTwiceWhenSeveralWalk() throws Exception {
        organizations.forEach(organization -> credentials.fill(organization, MANY));
        begin(kek.newest());

        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> walkers = IntStream.range(0, 4)
                    .mapToObj(i -> (Callable<Boolean>) () -> {
                        walk(walker());
                        return true;
                    })
                    .toList();
            for (var walker : threads.invokeAll(walkers)) {
                assertThat(walker.get()).isTrue();
            }
        }

        assertThat(latest().state()).isEqualTo("done");
        assertThat(credentials.left()).isZero();
        assertThat(credentials.twice).isZero();
    }

    @Test
    void letsOneWalkRunAtATime() {
        begin(kek.newest());
        assertThatThrownBy(() -> begin(kek.newest())).hasMessageContaining("key_rotation_running");
    }

    private void begin(KeyId key) {
        tenancy.platform(tx -> {
            rotations.insert(tx, UUID.randomUUID(), key, "Olga", Instant.now());
            return true;
        });
    }

    private Rotation latest() {
        return tenancy.platform(tx -> rotations.latest(tx).orElseThrow());
    }

    private RotationWalk walker() {
        return new RotationWalk(
                tenancy,
                kek,
                TestSecrets.hashes(tenancy, HASHING),
                rotations,
                List.of(secrets, credentials),
                audit,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static void walk(RotationWalk walk) {
        for (int step = 0; walk.step(); step++) {
            assertThat(step).as("a walk that does not end").isLessThan(10_000);
        }
    }

    /** Values in memory: wrapped when their batch's transaction is through, which a fake cannot roll back by itself. */
    private static final class Place implements SealedValues {
        private final String what;
        private final Map<UUID, TreeMap<UUID, Boolean>> values = Collections.synchronizedMap(new TreeMap<>());
        private int failsAfter = Integer.MAX_VALUE;
        private int largest;
        private int twice;

        Place(String what) {
            this.what = what;
        }

        void fill(UUID organization, int count) {
            TreeMap<UUID, Boolean> all = new TreeMap<>();
            for (int i = 1; i <= count; i++) {
                all.put(new UUID(0, i), false);
            }
            values.put(organization, all);
        }

        int left() {
            return (int) values.values().stream()
                    .flatMap(all -> all.values().stream())
                    .filter(wrapped -> !wrapped)
                    .count();
        }

        @Override
        public String what() {
            return what;
        }

        @Override
        public Map<Optional<KeyId>, Long> count(DSLContext tx, UUID organizationId) {
            return Map.of();
        }

        @Override
        public synchronized Batch rewrap(DSLContext tx, UUID organizationId, @Nullable UUID after, int most) {
            TreeMap<UUID, Boolean> all = values.getOrDefault(organizationId, new TreeMap<>());
            List<UUID> next = (after == null ? all : all.tailMap(after, false))
                    .keySet().stream().limit(most).toList();
            failsAfter -= next.size();
            if (failsAfter < 0) {
                failsAfter = Integer.MAX_VALUE;
                throw new IllegalStateException("broken off");
            }
            next.forEach(id -> twice += Boolean.TRUE.equals(all.put(id, true)) ? 1 : 0);
            largest = Math.max(largest, next.size());
            return new Batch(next.size(), 0, next.size() < most ? null : next.getLast());
        }
    }
}
