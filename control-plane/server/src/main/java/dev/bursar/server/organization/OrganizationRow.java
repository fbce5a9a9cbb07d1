package dev.bursar.server.organization;

import dev.bursar.adminapi.organization.Organization;
import dev.bursar.server.platform.web.Amounts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organization as it is stored. */
record OrganizationRow(
        UUID id,
        String name,
        String slug,
        String timeZone,
        long stalenessLimitMillis,
        long version,
        Instant createdAt) {

    Organization toApi() {
        return new Organization(
                id,
                name,
                slug,
                timeZone,
                stalenessLimitMillis / 1000,
                1,
                1,
                0,
                0,
                Amounts.money(0),
                version,
                createdAt.atOffset(ZoneOffset.UTC));
    }

    /** For the audit log. */
    Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("name", name);
        facts.put("slug", slug);
        facts.put("timeZone", timeZone);
        facts.put("stalenessLimitSeconds", stalenessLimitMillis / 1000);
        return facts;
    }
}
