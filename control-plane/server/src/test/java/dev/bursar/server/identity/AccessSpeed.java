package dev.bursar.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Authority;
import dev.bursar.policy.access.Reach;
import dev.bursar.server.identity.Caller.ActorKind;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.sql.Tables;
import dev.bursar.server.testing.Tenants;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/**
 * What an authorization check costs in one organization of 100,000 members, 10,000 units and 110,000 grants, 10,000 of
 * them to groups. Run by name: {@code ./mvnw -pl control-plane/server -am test -Dtest=AccessSpeed
 * -Dsurefire.failIfNoSpecifiedTests=false}. It prints.
 */
@WithPostgres
class AccessSpeed {
    private static final int MEMBERS = 100_000;
    private static final int UNITS = 10_000;
    private static final int GROUPS = 1_000;
    private static final int CHECKS = 2_000;
    private static final int PAGES = 100;

    private final Tenancy tenancy;
    private final Memberships memberships;
    private final UUID organization;
    private final Random random = new Random(7);

    AccessSpeed(TestDatabase database) {
        tenancy = database.tenancy();
        memberships = new Memberships(tenancy);
        organization = new Tenants(tenancy).organization("UTC");
        tenancy.write(organization, this::furnish);
        database.asOwner(owner -> owner.execute("ANALYZE"));
    }

    @Test
    void decidesForOneThing() {
        measure("who is it and what do they hold: membership with roles, of a random member", CHECKS, i -> {
            assertThat(membership().roles()).hasSizeBetween(1, 12);
        });
        measure("the whole check: membership, then the path of a random unit, then the decision", CHECKS, i -> {
            Caller caller = caller(membership());
            UUID unit = unit(1 + random.nextInt(UNITS));
            tenancy.read(organization, tx -> caller.mayIn(tx, Action.KEY_WRITE, unit));
        });
        List<Authority> authorities =
                random.ints(100, 0, 1).mapToObj(i -> membership().authority()).toList();
        var path = tenancy.read(organization, tx -> UnitPaths.of(tx, organization, unit(UNITS)));
        measure("the decision alone, in the kernel, " + path.units().size() + " floors deep", CHECKS, i -> {
            authorities.get(i % authorities.size()).may(Action.KEY_WRITE, path);
        });
    }

    @Test
    void filtersLists() {
        Reach reach = new Reach.Units(Set.of(unit(2)));
        measure(
                "a page of the units in a subtree of 1,100",
                PAGES,
                i -> tenancy.read(
                        organization,
                        tx -> tx.select(Tables.UNIT.UNIT_ID)
                                .from(Tables.UNIT)
                                .where(
                                        Tables.UNIT.ORGANIZATION_ID.eq(organization),
                                        UnitPaths.within(reach, organization, Tables.UNIT.UNIT_ID))
                                .orderBy(Tables.UNIT.NAME)
                                .limit(50)
                                .fetch()));
        measure(
                "a page of the members in a subtree of 1,100 units",
                PAGES,
                i -> tenancy.read(
                        organization,
                        tx -> tx.select(Tables.MEMBER.MEMBER_ID)
                                .from(Tables.MEMBER)
                                .where(
                                        Tables.MEMBER.ORGANIZATION_ID.eq(organization),
                                        MemberPlaces.within(reach, organization))
                                .orderBy(Tables.MEMBER.CREATED_AT.desc(), Tables.MEMBER.MEMBER_ID.desc())
                                .limit(50)
                                .fetch()));
    }

    private interface Step {
        void run(int i);
    }

    private static void measure(String what, int times, Step step) {
        for (int i = 0; i < times / 4; i++) {
            step.run(i);
        }
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long started = System.nanoTime();
            step.run(i);
            nanos[i] = System.nanoTime() - started;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.4f ms, 99%% %.4f ms%n",
                what,
                nanos[times / 2] / 1e6,
                nanos[times * 99 / 100] / 1e6);
    }

    private Membership membership() {
        String subject = "s" + (1 + random.nextInt(MEMBERS));
        return memberships
                .in(organization, new Identity("test", subject, "", ""))
                .orElseThrow();
    }

    private Caller caller(Membership member) {
        return new Caller(
                organization,
                ActorKind.MEMBER,
                member.memberId().toString(),
                member.displayName(),
                member.authority(),
                "",
                "");
    }

    private static UUID unit(int number) {
        return new UUID(1, number);
    }

    /** A tree with eight units in each, every member with a role over one of them, every group with ten. */
    private boolean furnish(DSLContext tx) {
        String uuid = "('00000000-0000-000%s-0000-' || lpad(to_hex(%s), 12, '0'))::uuid";
        tx.execute(
                "INSERT INTO unit (organization_id, unit_id, kind, parent_id, name, state, created_at) SELECT ?, "
                        + uuid.formatted(1, "i") + ", 'team', CASE WHEN i > 1 THEN " + uuid.formatted(1, "(i + 6) / 8")
                        + " END, 'Unit ' || i, 'active', now() FROM generate_series(1, " + UNITS + ") i",
                organization);
        tx.execute(
                "INSERT INTO member (organization_id, member_id, issuer, subject, email, display_name, created_at)"
                        + " SELECT ?, " + uuid.formatted(2, "i")
                        + ", 'test', 's' || i, i || '@example.org', 'Member ' || i,"
                        + " now() - i * interval '1 second' FROM generate_series(1, " + MEMBERS + ") i",
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
        return true;
    }
}
