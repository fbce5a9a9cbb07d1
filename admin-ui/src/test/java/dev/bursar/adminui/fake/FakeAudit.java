package dev.bursar.adminui.fake;

import dev.bursar.adminapi.audit.AuditApi;
import dev.bursar.adminapi.audit.AuditEntry;
import dev.bursar.adminapi.audit.AuditHead;
import dev.bursar.adminapi.common.Page;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class FakeAudit implements AuditApi {
    private final FakeHouse house;

    FakeAudit(FakeHouse house) {
        this.house = house;
    }

    @Override
    public Page<AuditEntry> list(
            UUID organizationId,
            @Nullable String resourceKind,
            @Nullable String resourceId,
            @Nullable UUID memberId,
            @Nullable String search,
            @Nullable String cursor,
            @Nullable Integer size) {
        house.enter();
        String part = search == null ? "" : search.toLowerCase(Locale.ROOT);
        return FakeHouse.page(
                house.audit.stream()
                        .filter(entry ->
                                resourceKind == null || entry.resourceKind().equals(resourceKind))
                        .filter(entry ->
                                resourceId == null || entry.resourceId().equals(resourceId))
                        .filter(entry -> memberId == null || isAbout(entry, memberId.toString()))
                        .filter(entry -> (entry.action() + " " + entry.actorName() + " " + entry.resourceName())
                                .toLowerCase(Locale.ROOT)
                                .contains(part))
                        .toList(),
                cursor,
                size);
    }

    private static boolean isAbout(AuditEntry entry, String member) {
        Map<String, Object> facts =
                entry.after() != null ? entry.after() : entry.before() != null ? entry.before() : Map.of();
        return switch (entry.resourceKind()) {
            case "member" -> entry.resourceId().equals(member);
            case "role_grant" -> member.equals(facts.get("holderId"));
            case "invitation" -> member.equals(facts.get("memberId"));
            default -> false;
        };
    }

    @Override
    public AuditHead head(UUID organizationId) {
        house.enter();
        return new AuditHead(house.audit.size(), "pm4rCq1cZJ0Ew2vUoYp8l7q9n4i6m1b3s5d7f9g2h4k=");
    }
}
