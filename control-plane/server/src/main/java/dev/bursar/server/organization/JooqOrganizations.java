package dev.bursar.server.organization;

import static dev.bursar.server.sql.Tables.ORGANIZATION;
import static dev.bursar.server.sql.Tables.TENANT;

import dev.bursar.server.sql.tables.records.OrganizationRecord;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** The table of organizations, and the list of their ids. */
@Component
final class JooqOrganizations {

    void insert(DSLContext tx, OrganizationRow organization) {
        tx.insertInto(TENANT)
                .set(TENANT.ORGANIZATION_ID, organization.id())
                .set(TENANT.CREATED_AT, organization.createdAt())
                .execute();
        tx.insertInto(ORGANIZATION)
                .set(ORGANIZATION.ORGANIZATION_ID, organization.id())
                .set(ORGANIZATION.NAME, organization.name())
                .set(ORGANIZATION.SLUG, organization.slug())
                .set(ORGANIZATION.TIME_ZONE, organization.timeZone())
                .set(ORGANIZATION.STALENESS_LIMIT_MILLIS, organization.stalenessLimitMillis())
                .set(ORGANIZATION.VERSION, organization.version())
                .set(ORGANIZATION.CREATED_AT, organization.createdAt())
                .execute();
    }

    void update(DSLContext tx, OrganizationRow organization) {
        tx.update(ORGANIZATION)
                .set(ORGANIZATION.NAME, organization.name())
                .set(ORGANIZATION.TIME_ZONE, organization.timeZone())
                .set(ORGANIZATION.STALENESS_LIMIT_MILLIS, organization.stalenessLimitMillis())
                .set(
                        ORGANIZATION.FISCAL_YEAR_START_MONTH,
                        organization.settings().fiscalYearStartMonth())
                .set(ORGANIZATION.WEEK_START, organization.settings().weekStart())
                .set(
                        ORGANIZATION.TOP_UP_FEE_BASIS_POINTS,
                        organization.settings().topUpFeeBasisPoints())
                .set(
                        ORGANIZATION.OWN_CREDENTIAL_FEE_BASIS_POINTS,
                        organization.settings().ownCredentialFeeBasisPoints())
                .set(ORGANIZATION.FOUR_EYES_ABOVE_NANOS, organization.settings().fourEyesAboveNanos())
                .set(ORGANIZATION.VERSION, organization.version())
                .where(ORGANIZATION.ORGANIZATION_ID.eq(organization.id()))
                .execute();
    }

    Optional<OrganizationRow> find(DSLContext tx, UUID id) {
        return tx.selectFrom(ORGANIZATION)
                .where(ORGANIZATION.ORGANIZATION_ID.eq(id))
                .fetchOptional(JooqOrganizations::row);
    }

    /** Locks the row until the transaction ends. */
    Optional<OrganizationRow> lock(DSLContext tx, UUID id) {
        return tx.selectFrom(ORGANIZATION)
                .where(ORGANIZATION.ORGANIZATION_ID.eq(id))
                .forUpdate()
                .fetchOptional(JooqOrganizations::row);
    }

    private static OrganizationRow row(OrganizationRecord row) {
        return new OrganizationRow(
                row.getOrganizationId(),
                row.getName(),
                row.getSlug(),
                row.getTimeZone(),
                row.getStalenessLimitMillis(),
                new OrganizationRow.Settings(
                        row.getFiscalYearStartMonth(),
                        row.getWeekStart(),
                        row.getTopUpFeeBasisPoints(),
                        row.getOwnCredentialFeeBasisPoints(),
                        row.getFourEyesAboveNanos()),
                row.getState(),
                row.getVersion(),
                row.getCreatedAt());
    }
}
