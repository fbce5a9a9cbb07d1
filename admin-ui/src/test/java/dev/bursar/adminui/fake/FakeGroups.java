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
        String part = search == null ? "" : search.toLowerCase(Locale.ROOT);
        return FakeHouse.page(
                house.groups.stream()
                        .filter(one -> one.name().toLowerCase(Locale.ROOT).contains(part))
                        .toList(),
                cursor,
                size);
    }
}
