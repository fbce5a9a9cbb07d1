package dev.bursar.server.organization;

import static dev.bursar.server.sql.Tables.ORGANIZATION;
import static dev.bursar.server.sql.Tables.TENANT;

import dev.bursar.adminapi.organization.Organization;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.platform.web.Searches;
import dev.bursar.server.sql.tables.records.OrganizationRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table of organizations, and the list of their ids. */
@Component
final class JooqOrganizations {
    private static final int UUID_LENGTH = 36;

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

    /** By name, without what is deleted; one more than the page. @param after id and name of the last one */
    List<Organization> page(
            DSLContext tx, @Nullable String state, @Nullable String search, Optional<String> after, int size) {
        return tx.selectFrom(ORGANIZATION)
                .where(
                        state == null ? ORGANIZATION.STATE.ne("deleted") : ORGANIZATION.STATE.eq(state),
                        Searches.anyContains(search, ORGANIZATION.NAME),
                        after.map(JooqOrganizations::after).orElse(DSL.noCondition()))
                .orderBy(ORGANIZATION.NAME, ORGANIZATION.ORGANIZATION_ID)
                .limit(size + 1)
                .fetch(row -> row(row).toApi());
    }

    /** The id, which has a fixed length, then the name. */
    private static Condition after(String text) {
        try {
            if (text.length() > UUID_LENGTH) {
                return DSL.row(ORGANIZATION.NAME, ORGANIZATION.ORGANIZATION_ID)
                        .gt(text.substring(UUID_LENGTH), UUID.fromString(text.substring(0, UUID_LENGTH)));
            }
        } catch (IllegalArgumentException e) {
            // Falls through: no such cursor was given out.
        }
        throw ProblemException.field(
                "cursor", "cursor_invalid", "A cursor is the next member of the page before, unaltered.");
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
