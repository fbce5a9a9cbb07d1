package dev.bursar.adminui.fake;

import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.me.Me;
import dev.bursar.adminapi.me.MeApi;
import dev.bursar.adminapi.organization.Organization;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

final class FakeMe implements MeApi {
    static final UUID NORTHSIDE = UUID.fromString("0195f000-0000-7000-8000-000000000002");
    private static final UUID ELSEWHERE = UUID.fromString("0195f000-0000-7000-8000-0000000000ab");

    private final FakeHouse house;

    FakeMe(FakeHouse house) {
        this.house = house;
    }

    @Override
    public Me me() {
        house.enter();
        FakeAuthority authority = FakeAuthority.ofCaller(house);
        Me.Membership acme = new Me.Membership(
                FakeHouse.ACME,
                house.organization.name(),
                FakeHouse.SLUG,
                house.organization.timeZone(),
                house.organization.state(),
                FakeHouse.ADA,
                List.of(house.role),
                authority.everywhere(),
                authority.held(),
                authority.inUnits());
        String role = house.operatesElsewhere ? "platform_operator" : "auditor";
        Me.Membership school = new Me.Membership(
                NORTHSIDE,
                "Northside College",
                "northside",
                "UTC",
                "active",
                ELSEWHERE,
                List.of(role),
                BuiltInRoles.actions(role),
                List.of(),
                List.of());
        return new Me("person", "ada", "ada@acme.example", "Ada Admin", List.of(acme, school));
    }

    /** The other organization, as its members see it. */
    static Organization northside(Organization like) {
        return new Organization(
                NORTHSIDE,
                "Northside College",
                "northside",
                "UTC",
                like.stalenessLimitSeconds(),
                1,
                1,
                0,
                0,
                FakeHouse.money(0),
                "active",
                1,
                like.createdAt());
    }

    /** Who is signed in, as a member of the other organization. */
    static Member there(OffsetDateTime since) {
        return new Member(
                ELSEWHERE,
                "Ada Admin",
                "ada@acme.example",
                "active",
                "manual",
                List.of("auditor"),
                since,
                null,
                null,
                since,
                1);
    }
}
