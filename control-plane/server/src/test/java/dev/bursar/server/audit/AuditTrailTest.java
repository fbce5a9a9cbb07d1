package dev.bursar.server.audit;

import static dev.bursar.server.sql.Tables.AUDIT_ENTRY;
import static dev.bursar.server.sql.Tables.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.policy.audit.MerkleTree;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.testing.Tenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@WithPostgres
class AuditTrailTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final TestDatabase database;
    private final AuditLog log;
    private UUID organization = new UUID(0, 0);

    AuditTrailTest(TestDatabase database) {
        this.database = database;
        Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
        this.log = new JooqAuditLog(clock, new Ids(clock, new SecureRandom()), JSON);
    }

    @BeforeEach
    void anOrganizationWithTenEntries() {
        organization = new Tenants(database.tenancy()).organization("UTC");
        for (int i = 0; i < 10; i++) {
            append("key-" + i);
        }
    }

    @Test
    void findsNothingWrongWithAnUntouchedLog() {
        assertThat(check()).isEmpty();
        assertThat(head().size()).isEqualTo(10);
    }

    @Test
    void keepsOnlyWhatChanged() {
        AuditLog.Change change = AuditLog.Change.changed(
                "key.changed",
                "key",
                "1",
                "k",
                Map.of("name", "a", "state", "active"),
                Map.of("name", "b", "state", "active"));
        assertThat(change.before()).isEqualTo(Map.of("name", "a"));
        assertThat(change.after()).isEqualTo(Map.of("name", "b"));
    }

    /** As someone who owns the tables: the application's role cannot. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE audit_entry SET actor_name = 'Somebody else' WHERE sequence = 4 | 4 | altered",
                "UPDATE audit_entry SET after = '{\"capUsd\": \"9.00\"}' WHERE sequence = 0 | 0 | altered",
                "UPDATE audit_entry SET at = at - interval '1 day' WHERE sequence = 9 | 9 | altered",
                "UPDATE audit_entry SET leaf = 'x' WHERE sequence = 5 | 5 | altered",
                "DELETE FROM audit_entry WHERE sequence = 3 | 3 | missing",
                "DELETE FROM audit_entry WHERE sequence = 9 | 9 | missing",
                "UPDATE audit_entry SET sequence = 100 - sequence WHERE sequence IN (2, 7) | 2 | missing",
                "UPDATE audit_head SET size = 8, peaks = peaks[1:1] | 8 | missing",
            })
    void findsWhatWasDoneToTheLog(String tampering, long sequence, String what) {
        tamper(tampering);
        assertThat(check()).contains(new AuditCheck.Finding(sequence, what));
    }

    @Test
    void findsEntriesThatChangedPlaces() {
        tamper("UPDATE audit_entry SET sequence = 1002 WHERE sequence = 2");
        tamper("UPDATE audit_entry SET sequence = 2 WHERE sequence = 6");
        tamper("UPDATE audit_entry SET sequence = 6 WHERE sequence = 1002");
        assertThat(check()).contains(new AuditCheck.Finding(2, "altered"));
    }

    @Test
    void findsAnEntryThatWasRewrittenWithItsLeaf() {
        database.asOwner(owner -> {
            owner.transaction(tx -> {
                tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", organization.toString());
                var entry = tx.dsl()
                        .selectFrom(AUDIT_ENTRY)
                        .where(AUDIT_ENTRY.SEQUENCE.eq(4L))
                        .fetchSingle();
                entry.setActorName("Somebody else");
                entry.setLeaf(new Leaf(JSON).bytes(entry));
                entry.store();
            });
            return true;
        });
        assertThat(check()).contains(new AuditCheck.Finding(10, "forged"));
    }

    @Test
    void letsTheApplicationNeitherEditNorDelete() {
        assertThatThrownBy(() -> database.tenancy()
                        .write(organization, tx -> tx.execute("UPDATE audit_entry SET actor_name = 'x'")))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> database.tenancy().write(organization, tx -> tx.execute("DELETE FROM audit_entry")))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void failsTheChangeWhereTheEntryCannotBeWritten() {
        tamper("ALTER TABLE audit_entry ADD CONSTRAINT closed CHECK (sequence < 10) NOT VALID");
        try {
            assertThatThrownBy(() -> database.tenancy().write(organization, tx -> {
                        tx.update(ORGANIZATION)
                                .set(ORGANIZATION.NAME, "Changed")
                                .execute();
                        log.append(tx, Caller.system(organization), change("k"));
                        return true;
                    }))
                    .isInstanceOf(DataAccessException.class);
        } finally {
            tamper("ALTER TABLE audit_entry DROP CONSTRAINT closed");
        }
        String name = database.tenancy()
                .read(organization, tx -> tx.selectFrom(ORGANIZATION).fetchSingle(ORGANIZATION.NAME));
        assertThat(name).isNotEqualTo("Changed");
        assertThat(check()).isEmpty();
    }

    @Test
    void givesConcurrentEntriesASequenceWithoutGaps() throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 80; i++) {
                String name = "concurrent-" + i;
                writers.add(threads.submit(() -> append(name)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        assertThat(head().size()).isEqualTo(90);
        assertThat(check()).isEmpty();
    }

    private void append(String name) {
        database.tenancy().write(organization, tx -> {
            log.append(tx, Caller.system(organization), change(name));
            return true;
        });
    }

    private static AuditLog.Change change(String name) {
        return AuditLog.Change.created(
                "key.issued", "key", name, name, Map.of("capUsd", "5.00", "models", List.of("a/*")));
    }

    private Optional<AuditCheck.Finding> check() {
        return database.tenancy().read(organization, tx -> new AuditCheck(JSON).check(tx, organization));
    }

    private MerkleTree head() {
        return database.tenancy().read(organization, tx -> JooqAuditLog.head(tx, organization));
    }

    private void tamper(String sql) {
        database.asOwner(owner -> {
            owner.transaction(tx -> {
                tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", organization.toString());
                tx.dsl().execute(sql);
            });
            return true;
        });
    }
}
