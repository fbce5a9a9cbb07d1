package dev.bursar.server.platform.database;

import static dev.bursar.server.sql.Tables.ORGANIZATION;
import static dev.bursar.server.sql.Tables.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

@WithPostgres
class RowSecurityTest {
    private final TestDatabase database;
    private final UUID ours = UUID.randomUUID();
    private final UUID theirs = UUID.randomUUID();

    RowSecurityTest(TestDatabase database) {
        this.database = database;
        for (UUID organization : List.of(ours, theirs)) {
            database.tenancy().write(organization, tx -> create(tx, organization));
        }
    }

    @Test
    void showsNothingWhereNoOrganizationIsSet() {
        int throughTheDoor = database.tenancy().platform(RowSecurityTest::countOurs);
        int pastIt = database.asApp(RowSecurityTest::countOurs);
        assertThat(throughTheDoor).isZero();
        assertThat(pastIt).isZero();
    }

    @Test
    void showsOnlyTheOrganizationThatIsSet() {
        List<UUID> seen =
                database.tenancy().read(ours, tx -> tx.selectFrom(ORGANIZATION).fetch(ORGANIZATION.ORGANIZATION_ID));
        assertThat(seen).containsExactly(ours);
    }

    @Test
    void forgetsTheOrganizationWhenAConnectionIsUsedAgain() {
        database.asApp(connection -> {
            connection.transaction(tx -> {
                tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", ours.toString());
                assertThat(tx.dsl().fetchCount(ORGANIZATION)).isEqualTo(1);
            });
            assertThat(connection.fetchCount(ORGANIZATION)).isZero();
            connection.transaction(tx -> {
                tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", theirs.toString());
                assertThat(tx.dsl().selectFrom(ORGANIZATION).fetch(ORGANIZATION.ORGANIZATION_ID))
                        .containsExactly(theirs);
            });
            return true;
        });
    }

    @Test
    void switchesOrganizationsWithinOneSnapshot() {
        List<Integer> seen = database.tenancy()
                .snapshot(snapshot -> List.of(
                        snapshot.in(ours, RowSecurityTest::countOurs),
                        snapshot.platform(RowSecurityTest::countOurs),
                        snapshot.in(theirs, RowSecurityTest::countOurs)));
        assertThat(seen).containsExactly(1, 0, 1);
    }

    @Test
    void refusesARowOfAnotherOrganization() {
        UUID third = UUID.randomUUID();
        assertThatThrownBy(() -> database.tenancy().write(ours, tx -> create(tx, third)))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("row-level security");
        int changed = database.tenancy()
                .write(
                        ours,
                        tx -> tx.update(ORGANIZATION)
                                .set(ORGANIZATION.NAME, "taken over")
                                .where(ORGANIZATION.ORGANIZATION_ID.eq(theirs))
                                .execute());
        assertThat(changed).isZero();
    }

    @Test
    void refusesToWriteInAReadingTransaction() {
        assertThatThrownBy(() -> database.tenancy()
                        .read(ours, tx -> tx.deleteFrom(ORGANIZATION).execute()))
                .isInstanceOf(DataAccessException.class);
    }

    private static int countOurs(DSLContext tx) {
        return tx.fetchCount(ORGANIZATION);
    }

    private static int create(DSLContext tx, UUID organization) {
        tx.insertInto(TENANT, TENANT.ORGANIZATION_ID, TENANT.CREATED_AT)
                .values(organization, Instant.EPOCH)
                .execute();
        return tx.insertInto(ORGANIZATION)
                .set(ORGANIZATION.ORGANIZATION_ID, organization)
                .set(ORGANIZATION.NAME, "Somebody")
                .set(ORGANIZATION.SLUG, "somebody")
                .set(ORGANIZATION.TIME_ZONE, "UTC")
                .set(ORGANIZATION.STALENESS_LIMIT_MILLIS, 0L)
                .set(ORGANIZATION.CREATED_AT, Instant.EPOCH)
                .execute();
    }
}
