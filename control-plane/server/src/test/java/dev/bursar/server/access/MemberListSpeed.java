package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.MEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.access.Member;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Authority;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Caller.ActorKind;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Searches;
import dev.bursar.server.testing.LargeOrganization;
import dev.bursar.server.testing.Speed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a page of the list of people costs in a {@link LargeOrganization}: with their roles, of the whole of it and of
 * subtrees, in each order, at the beginning and far down. Run by name: {@code ./mvnw -pl control-plane/server -am test
 * -Dtest=MemberListSpeed -Dsurefire.failIfNoSpecifiedTests=false}. It prints.
 */
@WithPostgres
class MemberListSpeed {
    private static final int PAGES = 200;
    private static final int SIZE = 50;
    private static final int FAR = 60;

    private final Tenancy tenancy;
    private final UUID organization;
    private final JooqMembers members = new JooqMembers();

    MemberListSpeed(TestDatabase database) {
        tenancy = database.tenancy();
        organization = LargeOrganization.in(database);
    }

    @Test
    void listsTheWholeOrganization() {
        Caller everywhere = caller(null);
        for (String order : List.of("-joined", "name", "-lastActive")) {
            measure("the whole organization", everywhere, order);
        }
    }

    @Test
    void listsASubtree() {
        for (String order : List.of("-joined", "name")) {
            measure("4,681 units, where everybody holds a role", caller(LargeOrganization.unit(2)), order);
            measure("585 units, where 57,600 people hold a role", caller(LargeOrganization.unit(10)), order);
            measure("9 units, where 900 people hold a role", caller(LargeOrganization.unit(288)), order);
            measure("one unit, where 100 people hold a role", caller(LargeOrganization.unit(9_000)), order);
        }
    }

    @Test
    void findsPeopleByAddress() {
        JooqInvitations invitations = new JooqInvitations();
        Speed.measure(
                "is somebody there by that address",
                PAGES,
                i -> tenancy.read(organization, tx -> invitations.isKnown(tx, organization, i + 1 + "@Example.org")));
        Caller everywhere = caller(null);
        var start = JooqMembers.ORDERS.start("-joined", null);
        Speed.measure(
                "search for a part that one address has",
                PAGES,
                i -> tenancy.read(
                        organization,
                        tx -> members.page(
                                tx,
                                everywhere,
                                Searches.anyContains("9" + (1_000 + i) + "@", MEMBER.DISPLAY_NAME, MEMBER.EMAIL),
                                start,
                                SIZE)));
    }

    private void measure(String what, Caller caller, String order) {
        Speed.measure(what + ", first page by " + order, PAGES, i -> page(caller, order, null));
        String far = null;
        for (int i = 0; i < FAR; i++) {
            String next = next(page(caller, order, far), order);
            if (next == null) {
                return;
            }
            far = next;
        }
        String cursor = far;
        Speed.measure(what + ", page " + FAR + " by " + order, PAGES, i -> page(caller, order, cursor));
    }

    private List<Member> page(Caller caller, String order, @Nullable String cursor) {
        var start = JooqMembers.ORDERS.start(order, cursor);
        List<Member> page =
                tenancy.read(organization, tx -> members.page(tx, caller, MEMBER.STATE.ne("removed"), start, SIZE));
        assertThat(page).isNotEmpty();
        return page;
    }

    private static @Nullable String next(List<Member> page, String order) {
        return Cursors.page(page, SIZE, JooqMembers.ORDERS.start(order, null).cursorAfter())
                .next();
    }

    /** @param unit null: the whole organization */
    private Caller caller(@Nullable UUID unit) {
        Authority authority = new Authority(
                List.of(new Authority.Grant(Set.of(Action.MEMBER_READ), Optional.ofNullable(unit))), false);
        return new Caller(organization, ActorKind.MEMBER, new UUID(9, 9).toString(), "Reader", authority, "", "");
    }
}
