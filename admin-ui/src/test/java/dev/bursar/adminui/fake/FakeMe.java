package dev.bursar.adminui.fake;

import dev.bursar.adminapi.me.Me;
import dev.bursar.adminapi.me.MeApi;
import java.util.List;
import java.util.UUID;

final class FakeMe implements MeApi {
    private static final List<String> READING = List.of(
            "organization.read",
            "member.read",
            "key.read_own",
            "key.read",
            "budget.read",
            "provider.read",
            "model.read",
            "usage.read_own",
            "usage.read",
            "audit.read",
            "ledger.read",
            "alert.read",
            "gateway.read");
    private static final List<String> EVERYTHING = List.of(
            "organization.read",
            "organization.write",
            "member.read",
            "member.write",
            "key.read_own",
            "key.write_own",
            "key.read",
            "key.write",
            "budget.read",
            "budget.write",
            "unit.write",
            "provider.read",
            "provider.write",
            "model.read",
            "model.write",
            "usage.read_own",
            "usage.read",
            "audit.read",
            "budget.ask",
            "ledger.read",
            "ledger.write",
            "alert.read",
            "alert.write",
            "gateway.read");
    private static final List<String> MEMBER =
            List.of("organization.read", "key.read_own", "key.write_own", "budget.ask", "model.read", "usage.read_own");

    private final FakeHouse house;

    FakeMe(FakeHouse house) {
        this.house = house;
    }

    @Override
    public Me me() {
        house.enter();
        List<String> actions = switch (house.role) {
            case "auditor" -> READING;
            case "member" -> MEMBER;
            default -> EVERYTHING;
        };
        Me.Membership acme = new Me.Membership(
                FakeHouse.ACME,
                house.organization.name(),
                FakeHouse.SLUG,
                house.organization.timeZone(),
                "active",
                UUID.fromString("0195f000-0000-7000-8000-0000000000aa"),
                List.of(house.role),
                actions,
                List.of(),
                List.of());
        Me.Membership school = new Me.Membership(
                UUID.fromString("0195f000-0000-7000-8000-000000000002"),
                "Northside College",
                "northside",
                "UTC",
                "active",
                UUID.fromString("0195f000-0000-7000-8000-0000000000ab"),
                List.of("auditor"),
                READING,
                List.of(),
                List.of());
        return new Me("ada", "ada@acme.example", "Ada Admin", List.of(acme, school));
    }
}
