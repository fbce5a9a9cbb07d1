package dev.bursar.server.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.server.testing.Tenants;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways round row security, tried as the application's role on the real schema: what a stolen connection could do. */
@WithPostgres
class RowSecurityAttemptsTest {
    private final TestDatabase database;
    private final Tenants tenants;
    private final UUID ours;
    private final UUID theirs;
    private final UUID theirKey;
    private final UUID theirUnit;

    RowSecurityAttemptsTest(TestDatabase database) {
        this.database = database;
        this.tenants = new Tenants(database.tenancy());
        ours = tenants.organization("UTC");
        theirs = tenants.organization("UTC");
        theirKey = tenants.key(theirs, null);
        theirUnit = tenants.unit(theirs, "team", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE api_key DISABLE ROW LEVEL SECURITY",
                "ALTER TABLE api_key NO FORCE ROW LEVEL SECURITY",
                "CREATE POLICY mine ON api_key USING (true)",
                "DROP POLICY api_key_of_tenant ON api_key",
                "ALTER TABLE api_key OWNER TO bursar_app",
                "CREATE VIEW all_keys AS SELECT * FROM api_key",
                "CREATE MATERIALIZED VIEW all_keys AS SELECT * FROM api_key",
                "CREATE TABLE mine (x int)",
                "CREATE RULE mine AS ON SELECT TO api_key DO INSTEAD SELECT 1",
                "CREATE FUNCTION all_keys() RETURNS SETOF api_key LANGUAGE sql SECURITY DEFINER AS 'SELECT * FROM api_key'",
                "CREATE TRIGGER mine BEFORE UPDATE ON api_key EXECUTE FUNCTION suppress_redundant_updates_trigger()",
                "CREATE SCHEMA mine",
                "CREATE EXTENSION dblink",
                "SET ROLE bursar_owner",
                "SET SESSION AUTHORIZATION bursar_owner",
                "ALTER ROLE bursar_app BYPASSRLS",
                "GRANT bursar_owner TO bursar_app",
                "SET session_replication_role = replica",
                "TRUNCATE api_key CASCADE",
                "COPY api_key TO PROGRAM 'cat'",
                "COPY api_key TO '/tmp/bursar-attempt'",
                "SELECT pg_read_file('/etc/passwd')",
                "SELECT lo_import('/etc/passwd')",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",
                "SELECT passwd FROM pg_shadow",
                "UPDATE audit_entry SET action = 'x'",
                "DELETE FROM audit_entry",
                "UPDATE audit_member SET sequence = 0",
                "DELETE FROM audit_member",
            })
    void areDeniedToTheApplication(String sql) {
        assertThatThrownBy(() -> database.asApp(app -> app.execute(sql)))
                .isInstanceOfSatisfying(
                        DataAccessException.class,
                        e -> assertThat(e.sqlState())
                                .as(e.getMessage())
                                .isIn("42501", "42000", "22023", "0A000", "42809", "58P01", "42704"));
    }

    @Test
    void switchingRowSecurityOffShowsAnErrorAndNoRow() {
        assertThatThrownBy(() -> database.asApp(app -> {
                    app.execute("SET row_security = off");
                    return app.fetchCount(org.jooq.impl.DSL.table("api_key"));
                }))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("row-level security");
    }

    @Test
    void aViewAndAFunctionOfItsOwnSeeNoMoreThanItself() {
        int seen = database.asApp(app -> app.transactionResult(tx -> {
            tx.dsl().execute("CREATE TEMP VIEW every_key AS SELECT * FROM api_key");
            tx.dsl()
                    .execute("CREATE FUNCTION pg_temp.keys() RETURNS bigint LANGUAGE sql SECURITY DEFINER"
                            + " AS 'SELECT count(*) FROM public.api_key'");
            enter(tx.dsl(), ours);
            return tx.dsl()
                    .fetchSingle("SELECT (SELECT count(*) FROM every_key) + pg_temp.keys()")
                    .get(0, Integer.class);
        }));
        assertThat(seen).isZero();
    }

    @Test
    void aForeignKeyReachesNoRowOfAnotherOrganization() {
        assertThatThrownBy(() -> database.tenancy()
                        .write(
                                ours,
                                tx -> tx.execute(
                                        "UPDATE api_key SET unit_id = ? WHERE key_id = ?",
                                        theirUnit,
                                        tenants.key(ours, null))))
                .isInstanceOfSatisfying(
                        DataAccessException.class, e -> assertThat(e.sqlState()).isEqualTo("23503"))
                .hasMessageNotContaining("team ");
    }

    @Test
    void nothingOfAnotherOrganizationChanges() {
        for (String table : tables()) {
            int changed = database.asApp(app -> app.transactionResult(tx -> {
                enter(tx.dsl(), ours);
                return tx.dsl()
                        .fetchSingle("SELECT count(*) FROM " + table + " WHERE organization_id = ?", theirs)
                        .get(0, Integer.class);
            }));
            assertThat(changed).as(table).isZero();
        }
        assertThat(tables()).hasSizeGreaterThan(25);
        assertThat(theirKey).isNotNull();
    }

    @Test
    void statisticsTellNothing() {
        database.asOwner(owner -> owner.execute("ANALYZE api_key"));
        int told = database.asApp(app -> app.fetchSingle("SELECT count(*) FROM pg_stats WHERE tablename = 'api_key'")
                .get(0, Integer.class));
        assertThat(told).isZero();
        assertThatThrownBy(() -> database.asApp(app -> app.fetch("SELECT * FROM pg_statistic")))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void noTableGivesMoreThanItsRows() {
        List<String> more = database.asOwner(
                owner -> owner.fetch("SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace"
                                + " AND c.relkind IN ('r', 'p') AND (has_table_privilege('bursar_app', c.oid, 'TRUNCATE')"
                                + " OR has_table_privilege('bursar_app', c.oid, 'REFERENCES')"
                                + " OR has_table_privilege('bursar_app', c.oid, 'TRIGGER'))")
                        .getValues(0, String.class));
        assertThat(more).isEmpty();
    }

    @Test
    void everyViewAsksAsWhoeverReadsIt() {
        List<String> views = database.asOwner(
                owner -> owner.fetch("SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace"
                                + " AND (c.relkind = 'm' OR c.relkind = 'v'"
                                + " AND NOT coalesce(c.reloptions, '{}') @> '{security_invoker=true}')")
                        .getValues(0, String.class));
        assertThat(views).isEmpty();
    }

    private List<String> tables() {
        return database.asOwner(
                owner -> owner.fetch("SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                                + " AND a.attname = 'organization_id' WHERE c.relkind IN ('r', 'p')"
                                + " AND c.relnamespace = 'public'::regnamespace AND c.relforcerowsecurity")
                        .getValues(0, String.class));
    }

    private static void enter(DSLContext sql, UUID organization) {
        sql.execute("SELECT set_config('bursar.organization', ?, true)", organization.toString());
    }
}
