package dev.bursar.server.organization;

import dev.bursar.adminapi.organization.Organization;
import dev.bursar.policy.money.Nanos;
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
        Settings settings,
        String state,
        long version,
        Instant createdAt) {

    /**
     * How money is counted.
     *
     * @param fiscalYearStartMonth 1 to 12
     * @param weekStart 1 (Monday) to 7
     * @param topUpFeeBasisPoints 0 to 10,000, hundredths of a percent
     * @param ownCredentialFeeBasisPoints 0 to 10,000
     * @param fourEyesAboveNanos nano-USD, 0 or more
     */
    record Settings(
            int fiscalYearStartMonth,
            int weekStart,
            int topUpFeeBasisPoints,
            int ownCredentialFeeBasisPoints,
            long fourEyesAboveNanos) {
        /** As the table's own defaults: January, Monday, no fees, four eyes above 1,000 USD. */
        static final Settings USUAL = new Settings(1, 1, 0, 0, 1000 * Nanos.PER_USD);
    }

    OrganizationRow in(String nextState) {
        return new OrganizationRow(
                id, name, slug, timeZone, stalenessLimitMillis, settings, nextState, version + 1, createdAt);
    }

    Organization toApi() {
        return new Organization(
                id,
                name,
                slug,
                timeZone,
                stalenessLimitMillis / 1000,
                settings.fiscalYearStartMonth(),
                settings.weekStart(),
                settings.topUpFeeBasisPoints(),
                settings.ownCredentialFeeBasisPoints(),
                Amounts.money(settings.fourEyesAboveNanos()),
                state,
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
        facts.put("fiscalYearStartMonth", settings.fiscalYearStartMonth());
        facts.put("weekStart", settings.weekStart());
        facts.put("topUpFeeBasisPoints", settings.topUpFeeBasisPoints());
        facts.put("ownCredentialFeeBasisPoints", settings.ownCredentialFeeBasisPoints());
        facts.put(
                "fourEyesAboveUsd", Amounts.money(settings.fourEyesAboveNanos()).usd());
        return facts;
    }
}
