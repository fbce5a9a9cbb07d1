package dev.bursar.server.testing;

import dev.bursar.server.platform.database.TestDatabase;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * An organization to measure in: 100,000 members, each with a key, 10,000 units and 110,000 grants, 10,000 of them to
 * groups.
 */
public final class LargeOrganization {
    public static final int MEMBERS = 100_000;
    public static final int UNITS = 10_000;
    private static final int GROUPS = 1_000;

    private LargeOrganization() {}

    /** @return its id */
    public static UUID in(TestDatabase database) {
        UUID organization = new Tenants(database.tenancy()).organization("UTC");
        database.tenancy().write(organization, tx -> furnish(tx, organization));
        database.asOwner(owner -> owner.execute("VACUUM ANALYZE"));
        return organization;
    }

    /** @param number from 1, the top; what is in it has about eight times the number */
    public static UUID unit(int number) {
        return new UUID(1, number);
    }

    /** A tree with eight units in each, every member with a role over one of them, every group with ten. */
    private static boolean furnish(DSLContext tx, UUID organization) {
        String uuid = "('00000000-0000-000%s-0000-' || lpad(to_hex(%s), 12, '0'))::uuid";
        tx.execute(
                "INSERT INTO unit (organization_id, unit_id, kind, parent_id, name, state, created_at) SELECT ?, "
                        + uuid.formatted(1, "i") + ", 'team', CASE WHEN i > 1 THEN " + uuid.formatted(1, "(i + 6) / 8")
                        + " END, 'Unit ' || i, 'active', now() FROM generate_series(1, " + UNITS + ") i",
                organization);
        tx.execute(
                "INSERT INTO member (organization_id, member_id, issuer, subject, email, display_name, created_at,"
                        + " last_active_at) SELECT ?, " + uuid.formatted(2, "i")
                        + ", 'test', 's' || i, i || '@example.org', md5(i::text),"
                        + " now() - i * interval '1 second', now() - (i * 7919 % 100003) * interval '1 minute' FROM generate_series(1, "
                        + MEMBERS + ") i",
                organization);
        tx.execute(
                "INSERT INTO role_grant (organization_id, grant_id, member_id, role, unit_id, granted_by, created_at)"
                        + " SELECT ?, gen_random_uuid(), " + uuid.formatted(2, "i") + ", 'team_admin', "
                        + uuid.formatted(1, "1 + i % " + UNITS) + ", 'test', now() FROM generate_series(1, " + MEMBERS
                        + ") i",
                organization);
        tx.execute(
                "INSERT INTO member_group (organization_id, group_id, name, source, created_at, changed_at) SELECT ?, "
                        + uuid.formatted(3, "i") + ", 'Group ' || i, 'scim', now(), now() FROM generate_series(1, "
                        + GROUPS
                        + ") i",
                organization);
        tx.execute(
                "INSERT INTO group_member (organization_id, group_id, member_id) SELECT ?, "
                        + uuid.formatted(3, "1 + i % " + GROUPS) + ", " + uuid.formatted(2, "i")
                        + " FROM generate_series(1, " + MEMBERS + ") i",
                organization);
        tx.execute(
                "INSERT INTO role_grant (organization_id, grant_id, group_id, role, unit_id, granted_by, created_at)"
                        + " SELECT ?, gen_random_uuid(), " + uuid.formatted(3, "1 + i % " + GROUPS) + ", 'instructor', "
                        + uuid.formatted(1, "1 + i") + ", 'test', now() FROM generate_series(0, " + (UNITS - 1) + ") i",
                organization);
        tx.execute(
                "INSERT INTO api_key (organization_id, key_id, hash, masked, name, environment, owner_member_id, unit_id,"
                        + " state, created_at, created_by, last_used_at) SELECT ?, "
                        + uuid.formatted(4, "i")
                        + ", sha256(gen_random_uuid()::text::bytea), 'bsr_live_' || i, md5(i::text), 'live', "
                        + uuid.formatted(2, "i") + ", " + uuid.formatted(1, "1 + i % " + UNITS)
                        + ", 'active', now() - i * interval '1 second', 'test',"
                        + " now() - (i * 7919 % 100003) * interval '1 minute' FROM generate_series(1, " + MEMBERS
                        + ") i",
                organization);
        return true;
    }
}
