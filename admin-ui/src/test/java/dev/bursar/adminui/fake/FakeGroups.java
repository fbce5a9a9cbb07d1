package dev.bursar.adminui.fake;

import dev.bursar.adminapi.access.Group;
import dev.bursar.adminapi.access.GroupsApi;
import dev.bursar.adminapi.common.Page;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class FakeGroups implements GroupsApi {
    private final FakeHouse house;

    FakeGroups(FakeHouse house) {
        this.house = house;
    }

    @Override
    public Page<Group> list(
            UUID organizationId, @Nullable String search, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        String part = search == null ? "" : search.toLowerCase(Locale.ROOT);
        return FakeHouse.page(
                house.groups.stream()
                        .filter(one -> isSeen(caller, one))
                        .filter(one -> one.name().toLowerCase(Locale.ROOT).contains(part))
                        .toList(),
                cursor,
                size);
    }

    @Override
    public Group get(UUID organizationId, UUID groupId) {
        house.enter();
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        return house.groups.stream()
                .filter(one -> one.id().equals(groupId) && isSeen(caller, one))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("group"));
    }

    private boolean isSeen(FakeAuthority caller, Group group) {
        return caller.may("member.read", null)
                || house.grants.stream()
                        .filter(grant -> grant.holderId().equals(group.id()))
                        .anyMatch(grant -> grant.unitId() != null && caller.may("member.read", grant.unitId()));
    }
}
