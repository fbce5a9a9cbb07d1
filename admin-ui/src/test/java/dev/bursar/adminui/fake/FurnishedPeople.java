package dev.bursar.adminui.fake;

import dev.bursar.adminapi.access.CreateInvitation;
import dev.bursar.adminapi.access.CreateRoleGrant;
import dev.bursar.adminapi.access.Group;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.access.Role;
import dev.bursar.adminapi.access.RoleOver;
import dev.bursar.adminapi.organization.Organization;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminapi.scim.ScimToken;
import dev.bursar.adminapi.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who belongs to the house, and the roles that they hold. */
final class FurnishedPeople {
    private final FakeHouse house;

    FurnishedPeople(FakeHouse house) {
        this.house = house;
    }

    void furnish() {
        person(1, "Ada Admin", "ada@acme.example", "manual", "active", 2);
        person(2, "Fin Ance", "fin@acme.example", "manual", "active", 45);
        person(3, "Ivy Instructor", "ivy@acme.example", "sso", "active", 190);
        person(4, "Olli Auditor", "olli@acme.example", "manual", "active", 60 * 26);
        person(5, "Tess Lead", "tess@acme.example", "scim", "active", 12);
        person(6, "Sol Former", "sol@acme.example", "scim", "suspended", 60 * 24 * 20);
        house.scimTokens.add(new ScimToken(
                new UUID(7, 1),
                "Entra ID",
                "bsr_scim_Jd82LmXq0aTz_…",
                "active",
                "Ada Admin",
                house.now().minusDays(40),
                house.now().plusDays(325),
                house.now().minusMinutes(3),
                null));
    }

    private void person(int number, String name, String email, String source, String state, long idleMinutes) {
        UUID id = number == 1
                ? FakeHouse.ADA
                : UUID.fromString("0195f000-0000-7000-8000-0000000001%02d".formatted(number));
        house.members.add(new Member(
                id,
                name,
                email,
                state,
                source,
                List.of(),
                house.now().minusMinutes(idleMinutes),
                state.equals("suspended") ? house.now().minusDays(3) : null,
                null,
                house.now().minusDays(40L - number),
                1));
    }

    private void signIns() {
        session("s-1", true, 2, "203.0.113.7", "Firefox 140 on Linux");
        session("s-2", false, 60 * 9, "198.51.100.23", "Safari 19 on iPhone");
    }

    private void session(String id, boolean current, long minutes, String address, String agent) {
        house.sessions.add(new Session(
                id,
                current,
                house.now().minusMinutes(minutes + 30),
                house.now().minusMinutes(minutes),
                address,
                agent,
                null,
                ""));
    }

    private void elsewhere() {
        Organization acme = house.organization;
        for (String name : List.of("Northside College", "Old Venture")) {
            house.others.add(new Organization(
                    new UUID(0x0195f00000007000L, 0x8000000000000400L + house.others.size()),
                    name,
                    name.toLowerCase(Locale.ROOT).replace(' ', '-'),
                    "UTC",
                    acme.stalenessLimitSeconds(),
                    1,
                    1,
                    0,
                    0,
                    acme.fourEyesAbove(),
                    name.startsWith("Old") ? "archived" : "active",
                    1,
                    house.now().minusDays(200)));
        }
    }

    /** After the units are there. */
    void grant() {
        over("Ada Admin", "organization_admin", null);
        over("Fin Ance", "finance", null);
        over("Ivy Instructor", "instructor", "CS-101 Autumn");
        over("Ivy Instructor", "member", null);
        over("Olli Auditor", "auditor", null);
        over("Tess Lead", "team_admin", "Research");
        over("Sol Former", "member", "Vision");
        Role approver = new Role(
                UUID.fromString("0195f000-0000-7000-8000-000000000201"),
                "Budget approver",
                "Decides on requests for more and sees what is spent.",
                List.of("organization.read", "unit.read", "budget.read", "budget.write", "usage.read"),
                0,
                null,
                1);
        house.roles.add(approver);
        new FakeRoleGrants(house)
                .add(
                        new CreateRoleGrant("member", idOf("Fin Ance"), null, approver.id(), unit("Research")),
                        approver.name());
        Group researchers =
                new Group(UUID.fromString("0195f000-0000-7000-8000-000000000301"), "Researchers", "scim", 2);
        house.groups.add(researchers);
        house.groupMembers.put(researchers.id(), Set.of(idOf("Tess Lead"), idOf("Ivy Instructor")));
        new FakeRoleGrants(house)
                .add(new CreateRoleGrant("group", researchers.id(), "member", null, unit("Vision")), "member");
        house.keys.replaceAll(key -> switch (key.name()) {
            case "Course CS-101", "Grace Hopper" -> FakeKeys.of(key, idOf("Ivy Instructor"), "Ivy Instructor");
            case "Prototype" -> FakeKeys.of(key, FakeHouse.ADA, "Ada Admin");
            default -> key;
        });
        signIns();
        elsewhere();
        invite("noor@acme.example", "team_admin", unit("Research"));
        invite("lee@acme.example", "member", null);
    }

    private void over(String person, String role, @Nullable String unit) {
        new FakeRoleGrants(house)
                .add(new CreateRoleGrant("member", idOf(person), role, null, unit == null ? null : unit(unit)), role);
    }

    private void invite(String email, String role, @Nullable UUID unit) {
        new FakeInvitations(house)
                .create(
                        FakeHouse.ACME,
                        null,
                        new CreateInvitation(email, null, new ArrayList<>(List.of(new RoleOver(role, null, unit)))));
    }

    private UUID idOf(String person) {
        return house.members.stream()
                .filter(one -> one.name().equals(person))
                .map(Member::id)
                .findFirst()
                .orElseThrow();
    }

    private UUID unit(String name) {
        return house.units.stream()
                .filter(one -> one.name().equals(name))
                .map(Unit::id)
                .findFirst()
                .orElseThrow();
    }
}
