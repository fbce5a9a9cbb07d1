package dev.bursar.adminui.fake;

import dev.bursar.adminapi.access.Access;
import dev.bursar.adminapi.access.AccessApi;
import dev.bursar.adminapi.access.Explanation;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminui.controlplane.ControlPlane;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class FakeAccess implements AccessApi {
    private final FakeHouse house;

    FakeAccess(FakeHouse house) {
        this.house = house;
    }

    @Override
    public Access of(UUID organizationId, UUID holderId) {
        house.enter();
        Member holder = holder(holderId);
        FakeAuthority authority = FakeAuthority.of(house, holderId);
        return new Access(
                holderId,
                holder.name(),
                holder.state(),
                authority.held(),
                house.groups.stream()
                        .filter(group -> house.groupOf(group.id()).contains(holderId))
                        .map(group -> new Access.InGroup(group.id(), group.name(), group.source()))
                        .toList(),
                authority.everywhere(),
                authority.inUnits());
    }

    @Override
    public Explanation why(
            UUID organizationId,
            UUID holderId,
            @Nullable String action,
            @Nullable UUID unitId,
            @Nullable UUID keyId,
            @Nullable UUID budgetId) {
        house.enter();
        if (action == null || !BuiltInRoles.BREADTHS.containsKey(action)) {
            throw FakeHouse.invalid("action", "action_unknown", "There is no such action.");
        }
        Member holder = holder(holderId);
        UUID place = place(unitId, keyId, budgetId);
        FakeAuthority authority = FakeAuthority.of(house, holderId);
        List<Access.Held> reasons = authority.held().stream()
                .filter(one -> authority.reason(one, action, place))
                .toList();
        boolean allowed = holder.state().equals("active") && !reasons.isEmpty();
        return new Explanation(holderId, action, place, allowed, reasons, sentence(holder, action, reasons));
    }

    private @Nullable UUID place(@Nullable UUID unitId, @Nullable UUID keyId, @Nullable UUID budgetId) {
        if (keyId != null) {
            return house.keys.stream()
                    .filter(one -> one.id().equals(keyId))
                    .findFirst()
                    .map(Key::unitId)
                    .orElse(null);
        }
        if (budgetId != null) {
            return FakeBudgets.unitOf(house, house.budget(budgetId));
        }
        return unitId;
    }

    private static String sentence(Member holder, String action, List<Access.Held> reasons) {
        if (reasons.isEmpty()) {
            return holder.name() + " may not: no role that they hold there allows " + action + ".";
        }
        String by = reasons.stream()
                .map(one -> one.role() + " over " + (one.unitName() == null ? "the organization" : one.unitName())
                        + " (granted by " + one.grantedBy() + ")")
                .collect(Collectors.joining("; "));
        return holder.state().equals("active")
                ? holder.name() + " may, by " + by + "."
                : holder.name() + " may not while " + holder.state() + ". The roles would allow it: " + by + ".";
    }

    private Member holder(UUID id) {
        return ControlPlane.body(new FakeMembers(house).get(house.id(), id));
    }
}
