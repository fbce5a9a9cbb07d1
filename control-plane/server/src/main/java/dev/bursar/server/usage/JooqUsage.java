package dev.bursar.server.usage;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.NODE_EPOCH;
import static dev.bursar.server.sql.Tables.ORGANIZATION;
import static dev.bursar.server.sql.Tables.USAGE_CHARGE;
import static dev.bursar.server.sql.Tables.USAGE_EVENT;
import static dev.bursar.server.sql.Tables.USAGE_ROLLUP;

import dev.bursar.server.budget.Ledger;
import dev.bursar.server.publication.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Writes events, charges and roll-ups. */
@Component
final class JooqUsage {
    /** A key's last use is shown to people: this much staleness saves most of the writes. */
    private static final Duration LAST_USE_STEP = Duration.ofSeconds(5);

    boolean exists(DSLContext tx, UUID organizationId) {
        return tx.fetchExists(ORGANIZATION, ORGANIZATION.ORGANIZATION_ID.eq(organizationId));
    }

    /** Events taken in before, with what was wrong with them; empty text: nothing. */
    Map<UUID, String> known(DSLContext tx, UUID organizationId, List<UUID> eventIds) {
        return tx.select(USAGE_EVENT.EVENT_ID, USAGE_EVENT.REJECTED)
                .from(USAGE_EVENT)
                .where(USAGE_EVENT.ORGANIZATION_ID.eq(organizationId), USAGE_EVENT.EVENT_ID.in(eventIds))
                .fetchMap(USAGE_EVENT.EVENT_ID, USAGE_EVENT.REJECTED);
    }

    Set<UUID> keys(DSLContext tx, UUID organizationId, Collection<UUID> keyIds) {
        return tx.select(API_KEY.KEY_ID)
                .from(API_KEY)
                .where(API_KEY.ORGANIZATION_ID.eq(organizationId), API_KEY.KEY_ID.in(new HashSet<>(keyIds)))
                .fetchSet(API_KEY.KEY_ID);
    }

    Set<Long> epochs(DSLContext tx, Node node) {
        return tx.select(NODE_EPOCH.EPOCH)
                .from(NODE_EPOCH)
                .where(NODE_EPOCH.NODE_ID.eq(node.id()))
                .fetchSet(NODE_EPOCH.EPOCH);
    }

    /** False if another transaction took it in meanwhile. */
    boolean insert(DSLContext tx, Node node, Reported event, Instant now) {
        return tx.insertInto(USAGE_EVENT)
                        .set(USAGE_EVENT.ORGANIZATION_ID, event.organizationId())
                        .set(USAGE_EVENT.EVENT_ID, event.eventId())
                        .set(USAGE_EVENT.NODE_ID, node.id())
                        .set(USAGE_EVENT.EPOCH, event.epoch())
                        .set(USAGE_EVENT.SEQUENCE, event.sequence())
                        .set(USAGE_EVENT.KEY_ID, event.keyId())
                        .set(USAGE_EVENT.MODEL, event.model())
                        .set(USAGE_EVENT.PROVIDER_ID, event.providerId())
                        .set(USAGE_EVENT.STARTED_AT, event.startedAt())
                        .set(USAGE_EVENT.RECORDED_AT, now)
                        .set(USAGE_EVENT.DURATION_MICROS, event.durationMicros())
                        .set(USAGE_EVENT.FIRST_BYTE_MICROS, event.firstByteMicros())
                        .set(USAGE_EVENT.OUTCOME, event.outcome())
                        .set(USAGE_EVENT.STREAMED, event.streamed())
                        .set(USAGE_EVENT.PROMPT_TOKENS, event.tokens().prompt())
                        .set(USAGE_EVENT.COMPLETION_TOKENS, event.tokens().completion())
                        .set(USAGE_EVENT.CACHED_TOKENS, event.tokens().cached())
                        .set(USAGE_EVENT.CACHE_WRITE_TOKENS, event.tokens().cacheWrite())
                        .set(USAGE_EVENT.REASONING_TOKENS, event.tokens().reasoning())
                        .set(USAGE_EVENT.COST_NANOS, event.costNanos())
                        .set(USAGE_EVENT.PRICE_ID, event.priceId())
                        .set(USAGE_EVENT.ESTIMATED, event.estimated())
                        .set(USAGE_EVENT.UPSTREAM_STATUS, event.upstreamStatus())
                        .set(USAGE_EVENT.ERROR_CODE, event.errorCode())
                        .set(USAGE_EVENT.REJECTED, event.objection())
                        .onConflict(USAGE_EVENT.ORGANIZATION_ID, USAGE_EVENT.EVENT_ID)
                        .doNothing()
                        .execute()
                == 1;
    }

    void insertCharges(DSLContext tx, UUID organizationId, Batch batch) {
        tx.batch(batch.postings().stream()
                        .map(posted -> charge(tx, organizationId, posted.eventId(), posted.posting()))
                        .toList())
                .execute();
    }

    void addToRollups(DSLContext tx, UUID organizationId, Batch batch) {
        tx.batch(batch.sums().entrySet().stream()
                        .map(entry -> rollup(tx, organizationId, entry.getKey(), entry.getValue()))
                        .toList())
                .execute();
    }

    void touchKeys(DSLContext tx, UUID organizationId, Batch batch) {
        new TreeMap<>(batch.lastUses())
                .forEach((key, at) -> tx.update(API_KEY)
                        .set(API_KEY.LAST_USED_AT, at)
                        .where(
                                API_KEY.ORGANIZATION_ID.eq(organizationId),
                                API_KEY.KEY_ID.eq(key),
                                API_KEY.LAST_USED_AT.isNull().or(API_KEY.LAST_USED_AT.lt(at.minus(LAST_USE_STEP))))
                        .execute());
    }

    private static Query charge(DSLContext tx, UUID organizationId, UUID eventId, Ledger.Posting posting) {
        return tx.insertInto(USAGE_CHARGE)
                .set(USAGE_CHARGE.ORGANIZATION_ID, organizationId)
                .set(USAGE_CHARGE.EVENT_ID, eventId)
                .set(USAGE_CHARGE.BUDGET_ID, posting.budgetId())
                .set(USAGE_CHARGE.PERIOD_START, posting.periodStart())
                .set(USAGE_CHARGE.LEASE_ID, posting.leaseId())
                .set(USAGE_CHARGE.SETTLED_NANOS, posting.settledNanos())
                .set(USAGE_CHARGE.IN_DOUBT_NANOS, posting.inDoubtNanos())
                .set(USAGE_CHARGE.OVERRUN_NANOS, posting.overrunNanos());
    }

    private static Query rollup(DSLContext tx, UUID organizationId, Batch.Bucket bucket, Batch.Sums sums) {
        return tx.insertInto(USAGE_ROLLUP)
                .set(USAGE_ROLLUP.ORGANIZATION_ID, organizationId)
                .set(USAGE_ROLLUP.GRAIN, bucket.grain().name().toLowerCase(Locale.ROOT))
                .set(USAGE_ROLLUP.BUCKET_AT, bucket.at())
                .set(USAGE_ROLLUP.KEY_ID, bucket.keyId())
                .set(USAGE_ROLLUP.MODEL, bucket.model())
                .set(USAGE_ROLLUP.REQUESTS, sums.requests())
                .set(USAGE_ROLLUP.REFUSALS, sums.refusals())
                .set(USAGE_ROLLUP.FAILURES, sums.failures())
                .set(USAGE_ROLLUP.PROMPT_TOKENS, sums.promptTokens())
                .set(USAGE_ROLLUP.COMPLETION_TOKENS, sums.completionTokens())
                .set(USAGE_ROLLUP.COST_NANOS, sums.costNanos())
                .onConflict(
                        USAGE_ROLLUP.ORGANIZATION_ID,
                        USAGE_ROLLUP.GRAIN,
                        USAGE_ROLLUP.BUCKET_AT,
                        USAGE_ROLLUP.KEY_ID,
                        USAGE_ROLLUP.MODEL)
                .doUpdate()
                .set(USAGE_ROLLUP.REQUESTS, USAGE_ROLLUP.REQUESTS.plus(DSL.excluded(USAGE_ROLLUP.REQUESTS)))
                .set(USAGE_ROLLUP.REFUSALS, USAGE_ROLLUP.REFUSALS.plus(DSL.excluded(USAGE_ROLLUP.REFUSALS)))
                .set(USAGE_ROLLUP.FAILURES, USAGE_ROLLUP.FAILURES.plus(DSL.excluded(USAGE_ROLLUP.FAILURES)))
                .set(
                        USAGE_ROLLUP.PROMPT_TOKENS,
                        USAGE_ROLLUP.PROMPT_TOKENS.plus(DSL.excluded(USAGE_ROLLUP.PROMPT_TOKENS)))
                .set(
                        USAGE_ROLLUP.COMPLETION_TOKENS,
                        USAGE_ROLLUP.COMPLETION_TOKENS.plus(DSL.excluded(USAGE_ROLLUP.COMPLETION_TOKENS)))
                .set(USAGE_ROLLUP.COST_NANOS, USAGE_ROLLUP.COST_NANOS.plus(DSL.excluded(USAGE_ROLLUP.COST_NANOS)));
    }
}
