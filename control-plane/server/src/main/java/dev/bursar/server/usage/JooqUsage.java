package dev.bursar.server.usage;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.BUDGET_SPEND;
import static dev.bursar.server.sql.Tables.NODE_EPOCH;
import static dev.bursar.server.sql.Tables.ORGANIZATION;
import static dev.bursar.server.sql.Tables.USAGE_CHARGE;
import static dev.bursar.server.sql.Tables.USAGE_EVENT;
import static dev.bursar.server.sql.Tables.USAGE_ROLLUP;

import dev.bursar.policy.budget.Posting;
import dev.bursar.server.platform.database.Rows;
import dev.bursar.server.publication.Node;
import dev.bursar.server.sql.tables.records.BudgetSpendRecord;
import dev.bursar.server.sql.tables.records.UsageChargeRecord;
import dev.bursar.server.sql.tables.records.UsageEventRecord;
import dev.bursar.server.sql.tables.records.UsageRollupRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Writes events, charges and roll-ups, many rows at once. */
@Component
final class JooqUsage {
    /** A key's last use is shown to people: this much staleness saves most of the writes. */
    private static final Duration LAST_USE_STEP = Duration.ofSeconds(5);

    boolean exists(DSLContext tx, UUID organizationId) {
        return tx.fetchExists(ORGANIZATION, ORGANIZATION.ORGANIZATION_ID.eq(organizationId));
    }

    /** What was wrong with events taken in before; empty text: nothing. */
    Map<UUID, String> known(DSLContext tx, UUID organizationId, Collection<UUID> eventIds) {
        return tx.select(USAGE_EVENT.EVENT_ID, USAGE_EVENT.REJECTED)
                .from(USAGE_EVENT)
                .where(USAGE_EVENT.ORGANIZATION_ID.eq(organizationId), USAGE_EVENT.EVENT_ID.in(eventIds))
                .fetchMap(USAGE_EVENT.EVENT_ID, USAGE_EVENT.REJECTED);
    }

    /** Those of the keys that are there, with their last use. */
    Map<UUID, Optional<Instant>> keys(DSLContext tx, UUID organizationId, Collection<UUID> keyIds) {
        Map<UUID, Optional<Instant>> found = new HashMap<>();
        tx.select(API_KEY.KEY_ID, API_KEY.LAST_USED_AT)
                .from(API_KEY)
                .where(API_KEY.ORGANIZATION_ID.eq(organizationId), API_KEY.KEY_ID.in(new HashSet<>(keyIds)))
                .forEach(row -> found.put(row.value1(), Optional.ofNullable(row.value2())));
        return found;
    }

    Set<Long> epochs(DSLContext tx, Node node) {
        return tx.select(NODE_EPOCH.EPOCH)
                .from(NODE_EPOCH)
                .where(NODE_EPOCH.NODE_ID.eq(node.id()))
                .fetchSet(NODE_EPOCH.EPOCH);
    }

    /** In their order, so that two transactions with the same events don't wait for each other. @return the new ones */
    Set<UUID> insert(DSLContext tx, List<UsageEventRecord> events) {
        if (events.isEmpty()) {
            return Set.of();
        }
        return Rows.insert(tx, USAGE_EVENT, events)
                .onConflict(USAGE_EVENT.ORGANIZATION_ID, USAGE_EVENT.EVENT_ID)
                .doNothing()
                .returningResult(USAGE_EVENT.EVENT_ID)
                .fetchSet(USAGE_EVENT.EVENT_ID);
    }

    void insertCharges(DSLContext tx, UUID organizationId, List<Posting> postings) {
        if (!postings.isEmpty()) {
            Rows.insert(
                            tx,
                            USAGE_CHARGE,
                            postings.stream()
                                    .map(posting -> charge(organizationId, posting))
                                    .toList())
                    .execute();
        }
    }

    void addToSpend(DSLContext tx, UUID organizationId, Spend spend) {
        if (!spend.sums().isEmpty()) {
            Rows.insert(
                            tx,
                            BUDGET_SPEND,
                            spend.sums().entrySet().stream()
                                    .map(entry -> spent(organizationId, entry.getKey(), entry.getValue()))
                                    .toList())
                    .onConflict(BUDGET_SPEND.getPrimaryKey().getFields())
                    .doUpdate()
                    .set(BUDGET_SPEND.SETTLED_NANOS, added(BUDGET_SPEND.SETTLED_NANOS))
                    .execute();
        }
    }

    void addToRollups(DSLContext tx, UUID organizationId, Totals totals) {
        if (totals.sums().isEmpty()) {
            return;
        }
        Rows.insert(
                        tx,
                        USAGE_ROLLUP,
                        totals.sums().entrySet().stream()
                                .map(entry -> rollup(organizationId, entry.getKey(), entry.getValue()))
                                .toList())
                .onConflict(USAGE_ROLLUP.getPrimaryKey().getFields())
                .doUpdate()
                .set(USAGE_ROLLUP.REQUESTS, added(USAGE_ROLLUP.REQUESTS))
                .set(USAGE_ROLLUP.REFUSALS, added(USAGE_ROLLUP.REFUSALS))
                .set(USAGE_ROLLUP.FAILURES, added(USAGE_ROLLUP.FAILURES))
                .set(USAGE_ROLLUP.PROMPT_TOKENS, added(USAGE_ROLLUP.PROMPT_TOKENS))
                .set(USAGE_ROLLUP.COMPLETION_TOKENS, added(USAGE_ROLLUP.COMPLETION_TOKENS))
                .set(USAGE_ROLLUP.COST_NANOS, added(USAGE_ROLLUP.COST_NANOS))
                .execute();
    }

    /** Those whose last use is old enough to be worth a write, in one round trip. */
    void touchKeys(DSLContext tx, UUID organizationId, Totals totals, Map<UUID, Optional<Instant>> known) {
        List<Query> writes = new ArrayList<>();
        new TreeMap<>(totals.lastUses()).forEach((key, at) -> {
            Instant before = at.minus(LAST_USE_STEP);
            Optional<Instant> last = known.getOrDefault(key, Optional.of(Instant.MAX));
            if (last.isEmpty() || last.get().isBefore(before)) {
                writes.add(tx.update(API_KEY)
                        .set(API_KEY.LAST_USED_AT, at)
                        .where(
                                API_KEY.ORGANIZATION_ID.eq(organizationId),
                                API_KEY.KEY_ID.eq(key),
                                API_KEY.LAST_USED_AT.isNull().or(API_KEY.LAST_USED_AT.lt(before))));
            }
        });
        tx.batch(writes).execute();
    }

    static UsageEventRecord event(Node node, Reported event, String objection, Instant now) {
        UsageEventRecord row = new UsageEventRecord();
        row.setOrganizationId(event.organizationId());
        row.setEventId(event.eventId());
        row.setNodeId(node.id());
        row.setEpoch(event.epoch());
        row.setSequence(event.sequence());
        row.setKeyId(event.keyId());
        row.setModel(event.model());
        row.setProviderId(event.providerId());
        row.setStartedAt(event.startedAt());
        row.setRecordedAt(now);
        row.setDurationMicros(event.durationMicros());
        row.setFirstByteMicros(event.firstByteMicros());
        row.setOutcome(event.outcome());
        row.setStreamed(event.streamed());
        row.setPromptTokens(event.tokens().prompt());
        row.setCompletionTokens(event.tokens().completion());
        row.setCachedTokens(event.tokens().cached());
        row.setCacheWriteTokens(event.tokens().cacheWrite());
        row.setReasoningTokens(event.tokens().reasoning());
        row.setCostNanos(event.costNanos());
        row.setPriceId(event.priceId());
        row.setEstimated(event.estimated());
        row.setUpstreamStatus(event.upstreamStatus());
        row.setErrorCode(event.errorCode());
        row.setRejected(objection);
        row.setRemark(event.remark());
        return row;
    }

    private static UsageChargeRecord charge(UUID organizationId, Posting posting) {
        UsageChargeRecord row = new UsageChargeRecord();
        row.setOrganizationId(organizationId);
        row.setEventId(posting.eventId());
        row.setBudgetId(posting.budgetId());
        row.setPeriodStart(posting.periodStart());
        row.setLeaseId(posting.leaseId());
        row.setSettledNanos(posting.settledNanos());
        row.setInDoubtNanos(posting.inDoubtNanos());
        row.setOverrunNanos(posting.overrunNanos());
        row.setPresumedNanos(posting.presumedNanos());
        return row;
    }

    private static BudgetSpendRecord spent(UUID organizationId, Spend.Step step, long settledNanos) {
        BudgetSpendRecord row = new BudgetSpendRecord();
        row.setOrganizationId(organizationId);
        row.setBudgetId(step.budgetId());
        row.setPeriodStart(step.periodStart());
        row.setStepAt(step.at());
        row.setSettledNanos(settledNanos);
        return row;
    }

    private static UsageRollupRecord rollup(UUID organizationId, Totals.Bucket bucket, Totals.Sums sums) {
        UsageRollupRecord row = new UsageRollupRecord();
        row.setOrganizationId(organizationId);
        row.setGrain(bucket.grain().name().toLowerCase(Locale.ROOT));
        row.setBucketAt(bucket.at());
        row.setKeyId(bucket.keyId());
        row.setModel(bucket.model());
        row.setRequests(sums.requests());
        row.setRefusals(sums.refusals());
        row.setFailures(sums.failures());
        row.setPromptTokens(sums.promptTokens());
        row.setCompletionTokens(sums.completionTokens());
        row.setCostNanos(sums.costNanos());
        return row;
    }

    private static Field<Long> added(TableField<? extends Record, Long> part) {
        return part.plus(DSL.excluded(part));
    }
}
