package dev.bursar.server.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What every table must keep, read from PostgreSQL's own catalog: a new table cannot forget it. Excepted are platform
 * tables that name organizations and hold nothing of theirs.
 */
@WithPostgres
class SchemaLintTest {
    /**
     * Not a tenant's: platform tables that name organizations and say nothing of them (which exist, in which order their
     * policy changed, on which nodes they have leases). The list may only shrink.
     */
    private static final String TENANT_TABLES = """
            SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relowner
              FROM pg_class c
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
               AND c.relname NOT IN ('tenant', 'policy_change', 'lease_holder', 'appointment')
            """;

    private final TestDatabase database;

    SchemaLintTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void forcesRowSecurityOnEveryTableOfATenant() {
        assertThat(names("SELECT relname FROM (" + TENANT_TABLES
                        + ") t WHERE NOT (relrowsecurity AND relforcerowsecurity)"))
                .isEmpty();
        assertThat(names("SELECT relname FROM (" + TENANT_TABLES + ") t")).hasSizeGreaterThan(15);
    }

    @Test
    void comparesTheOrganizationInEveryPolicy() {
        assertThat(names("SELECT relname FROM (" + TENANT_TABLES
                        + ") t WHERE NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = t.oid"
                        + " AND pg_get_expr(p.polqual, p.polrelid) LIKE '%organization_id%bursar.organization%')"))
                .isEmpty();
    }

    @Test
    void leadsEveryPrimaryKeyWithTheOrganization() {
        assertThat(names("SELECT relname FROM (" + TENANT_TABLES + ") t WHERE NOT EXISTS ("
                        + "SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
                        + " WHERE i.indrelid = t.oid AND i.indisprimary AND a.attname = 'organization_id')"))
                .isEmpty();
    }

    @Test
    void keepsTheOrganizationInForeignKeysBetweenTablesOfATenant() {
        assertThat(
                        names(
                                "SELECT f.conname FROM pg_constraint f JOIN (" + TENANT_TABLES
                                        + ") t ON t.oid = f.conrelid"
                                        + " JOIN (" + TENANT_TABLES + ") r ON r.oid = f.confrelid"
                                        + " WHERE f.contype = 'f' AND NOT EXISTS (SELECT 1 FROM pg_attribute a"
                                        + " WHERE a.attrelid = f.conrelid AND a.attnum = ANY (f.conkey) AND a.attname = 'organization_id')"))
                .isEmpty();
    }

    @Test
    void givesTheApplicationNeitherOwnershipNorAWayRoundRowSecurity() {
        assertThat(names("SELECT rolname FROM pg_roles WHERE rolname = '" + EmbeddedDatabase.APP
                        + "' AND (rolsuper OR rolbypassrls OR rolcreaterole)"))
                .isEmpty();
        assertThat(names("SELECT relname FROM pg_class WHERE relowner = '" + EmbeddedDatabase.APP + "'::regrole"))
                .isEmpty();
        assertThat(names("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"))
                .isEmpty();
    }

    /** No search would use it: under row security PostgreSQL asks an index for what is compared with a column only. */
    @Test
    void hasNoIndexOnAFunctionUnderRowSecurity() {
        assertThat(names("SELECT i.indexrelid::regclass::text FROM pg_index i JOIN (" + TENANT_TABLES
                        + ") t ON t.oid = i.indrelid WHERE i.indexprs::text LIKE '%FUNCEXPR%'"))
                .isEmpty();
    }

    private java.util.List<String> names(String sql) {
        return database.asOwner(owner -> owner.fetch(sql).getValues(0, String.class));
    }
}
