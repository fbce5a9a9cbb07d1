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
import dev.bursar.server.testing.LargeOrganization;
import dev.bursar.server.testing.Speed;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What an authorization check costs in a {@link LargeOrganization}. Run by name: {@code ./mvnw -pl control-plane/server -am test -Dtest=AccessSpeed
 * -Dsurefire.failIfNoSpecifiedTests=false}. It prints.
 */
@WithPostgres
class AccessSpeed {
    private static final int CHECKS = 2_000;
    private static final int PAGES = 100;

    private final Tenancy tenancy;
    private final Memberships memberships;
    private final UUID organization;
    private final Random random = new Random(7);

    AccessSpeed(TestDatabase database) {
        tenancy = database.tenancy();
        memberships = new Memberships(tenancy);
        organization = LargeOrganization.in(database);
    }

    @Test
    void decidesForOneThing() {
        Speed.measure("who is it and what do they hold: membership with roles, of a random member", CHECKS, i -> {
            assertThat(membership().roles()).hasSizeBetween(1, 12);
        });
        Speed.measure("the whole check: membership, then the path of a random unit, then the decision", CHECKS, i -> {
            Caller caller = caller(membership());
            UUID unit = LargeOrganization.unit(1 + random.nextInt(LargeOrganization.UNITS));
            tenancy.read(organization, tx -> caller.mayIn(tx, Action.KEY_WRITE, unit));
        });
        List<Authority> authorities =
                random.ints(100, 0, 1).mapToObj(i -> membership().authority()).toList();
        var path = tenancy.read(
                organization, tx -> UnitPaths.of(tx, organization, LargeOrganization.unit(LargeOrganization.UNITS)));
        Speed.measure("the decision alone, in the kernel, " + path.units().size() + " floors deep", CHECKS, i -> {
            authorities.get(i % authorities.size()).may(Action.KEY_WRITE, path);
        });
    }

    @Test
    void filtersLists() {
        Reach reach = new Reach.Units(Set.of(LargeOrganization.unit(2)));
        Speed.measure(
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
    }

    private Membership membership() {
        String subject = "s" + (1 + random.nextInt(LargeOrganization.MEMBERS));
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
}
