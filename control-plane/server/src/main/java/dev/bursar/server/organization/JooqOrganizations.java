package dev.bursar.server.organization;

import static dev.bursar.server.sql.Tables.ORGANIZATION;
import static dev.bursar.server.sql.Tables.TENANT;

import dev.bursar.adminapi.organization.Organization;
import dev.bursar.server.platform.web.Searches;
import dev.bursar.server.platform.web.Sorting;
import dev.bursar.server.sql.tables.records.OrganizationRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table of organizations, and the list of their ids. */
@Component
final class JooqOrganizations {
    static final Sorting<Organization> ORDERS = new Sorting<>(
            ORGANIZATION.ORGANIZATION_ID,
            Organization::id,
            "name",
            Sorting.byText("name", ORGANIZATION.NAME_ORDER, Organization::name),
            Sorting.byTime("created", ORGANIZATION.CREATED_AT, Organization::createdAt));

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

    void changeState(DSLContext tx, OrganizationRow organization, Instant now) {
        boolean active = organization.state().equals("active");
        boolean deleted = organization.state().equals("deleted");
        tx.update(ORGANIZATION)
                .set(ORGANIZATION.STATE, organization.state())
                .set(
                        ORGANIZATION.ARCHIVED_AT,
                        active
                                ? DSL.inline((Instant) null, ORGANIZATION.ARCHIVED_AT)
                                : DSL.coalesce(ORGANIZATION.ARCHIVED_AT, DSL.val(now, ORGANIZATION.ARCHIVED_AT)))
                .set(ORGANIZATION.DELETED_AT, deleted ? now : null)
                .set(ORGANIZATION.VERSION, organization.version())
                .where(ORGANIZATION.ORGANIZATION_ID.eq(organization.id()))
                .execute();
    }

    /** Without what is deleted; one more than the page. */
    List<Organization> page(
            DSLContext tx,
            @Nullable String state,
            @Nullable String search,
            Sorting.Start<Organization> start,
            int size) {
        return tx.selectFrom(ORGANIZATION)
                .where(
                        state == null ? ORGANIZATION.STATE.ne("deleted") : ORGANIZATION.STATE.eq(state),
                        Searches.anyContains(search, ORGANIZATION.NAME),
                        start.rest())
                .orderBy(start.order())
                .limit(size + 1)
                .fetch(row -> row(row).toApi());
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
