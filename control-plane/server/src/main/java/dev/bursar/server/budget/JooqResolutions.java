package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.DOUBT_RESOLUTION;
import static dev.bursar.server.sql.Tables.USAGE_CHARGE;

import dev.bursar.policy.budget.Doubt;
import dev.bursar.policy.budget.DoubtShare;
import dev.bursar.policy.budget.Place;
import dev.bursar.policy.budget.Resolution;
import dev.bursar.policy.budget.Ruling;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What events left in doubt, and how it was resolved. */
@Component
final class JooqResolutions {
    /** Not resolved yet. */
    List<DoubtShare> open(DSLContext tx, UUID organizationId, UUID eventId) {
        return tx.select(
                        USAGE_CHARGE.BUDGET_ID,
                        USAGE_CHARGE.PERIOD_START,
                        USAGE_CHARGE.LEASE_ID,
                        USAGE_CHARGE.IN_DOUBT_NANOS)
                .from(USAGE_CHARGE)
                .where(
                        USAGE_CHARGE.ORGANIZATION_ID.eq(organizationId),
                        USAGE_CHARGE.EVENT_ID.eq(eventId),
                        USAGE_CHARGE.IN_DOUBT_NANOS.gt(0L),
                        DSL.notExists(DSL.selectOne()
                                .from(DOUBT_RESOLUTION)
                                .where(
                                        DOUBT_RESOLUTION.ORGANIZATION_ID.eq(organizationId),
                                        DOUBT_RESOLUTION.EVENT_ID.eq(eventId),
                                        DOUBT_RESOLUTION.BUDGET_ID.eq(USAGE_CHARGE.BUDGET_ID))))
                .fetch(row -> new DoubtShare(new Place(row.value1(), row.value2()), row.value3(), row.value4()));
    }

    void insert(DSLContext tx, UUID organizationId, Resolution resolution) {
        Ruling ruling = resolution.ruling();
        tx.insertInto(DOUBT_RESOLUTION)
                .set(DOUBT_RESOLUTION.ORGANIZATION_ID, organizationId)
                .set(DOUBT_RESOLUTION.RESOLUTION_ID, ruling.id())
                .set(DOUBT_RESOLUTION.LEASE_ID, ruling.doubt() instanceof Doubt.OfLease(UUID lease) ? lease : null)
                .set(DOUBT_RESOLUTION.EVENT_ID, ruling.doubt() instanceof Doubt.OfEvent(UUID event) ? event : null)
                .set(DOUBT_RESOLUTION.BUDGET_ID, resolution.period().budgetId())
                .set(DOUBT_RESOLUTION.PERIOD_START, resolution.period().at())
                .set(DOUBT_RESOLUTION.SPENT_NANOS, resolution.spentNanos())
                .set(DOUBT_RESOLUTION.UNSPENT_NANOS, resolution.unspentNanos())
                .set(DOUBT_RESOLUTION.PROOF, ruling.proof().name().toLowerCase(Locale.ROOT))
                .set(DOUBT_RESOLUTION.REASON, ruling.reason())
                .set(DOUBT_RESOLUTION.RESOLVED_BY, ruling.by())
                .set(DOUBT_RESOLUTION.RESOLVED_AT, ruling.at())
                .execute();
    }
}
