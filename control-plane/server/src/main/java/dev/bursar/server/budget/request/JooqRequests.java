package dev.bursar.server.budget.request;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.BUDGET_REQUEST;
import static dev.bursar.server.sql.Tables.BUDGET_REQUEST_VOTE;
import static dev.bursar.server.sql.Tables.MEMBER;

import dev.bursar.adminapi.budget.BudgetRequest;
import dev.bursar.server.budget.BudgetPlaces;
import dev.bursar.server.platform.web.Cursors;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables of requests for more and their votes. */
@Component
final class JooqRequests {
    private static final Field<String> ASKED_BY =
            DSL.coalesce(API_KEY.NAME, MEMBER.DISPLAY_NAME, DSL.inline("")).as("asked_by");

    void insert(DSLContext tx, UUID organizationId, RequestRow row) {
        tx.insertInto(BUDGET_REQUEST)
                .set(BUDGET_REQUEST.ORGANIZATION_ID, organizationId)
                .set(BUDGET_REQUEST.BUDGET_REQUEST_ID, row.id())
                .set(BUDGET_REQUEST.BUDGET_ID, row.budgetId())
                .set(BUDGET_REQUEST.ASKED_BY_MEMBER_ID, row.askedByMemberId())
                .set(BUDGET_REQUEST.ASKED_BY_KEY_ID, row.askedByKeyId())
                .set(BUDGET_REQUEST.AMOUNT_NANOS, row.amountNanos())
                .set(BUDGET_REQUEST.REASON, row.reason())
                .set(BUDGET_REQUEST.UNTIL, row.until())
                .set(BUDGET_REQUEST.EXPIRES_AT, row.expiresAt())
                .set(BUDGET_REQUEST.STATE, row.state().text())
                .set(BUDGET_REQUEST.APPROVALS_NEEDED, row.approvalsNeeded())
                .set(BUDGET_REQUEST.CREATED_AT, row.createdAt())
                .execute();
    }

    Optional<RequestRow> find(DSLContext tx, UUID organizationId, UUID requestId) {
        return select(tx, organizationId)
                .and(BUDGET_REQUEST.BUDGET_REQUEST_ID.eq(requestId))
                .fetchOptional(JooqRequests::row);
    }

    /** Locks the row until the transaction ends. */
    Optional<RequestRow> lock(DSLContext tx, UUID organizationId, UUID requestId) {
        tx.select(BUDGET_REQUEST.BUDGET_REQUEST_ID)
                .from(BUDGET_REQUEST)
                .where(BUDGET_REQUEST.ORGANIZATION_ID.eq(organizationId))
                .and(BUDGET_REQUEST.BUDGET_REQUEST_ID.eq(requestId))
                .forUpdate()
                .fetch();
        return find(tx, organizationId, requestId);
    }

    /** Newest first; one more than the page. */
    List<RequestRow> page(DSLContext tx, UUID organizationId, Condition wanted, Optional<Cursors.At> after, int size) {
        Condition rest = after.<Condition>map(at -> DSL.row(BUDGET_REQUEST.CREATED_AT, BUDGET_REQUEST.BUDGET_REQUEST_ID)
                        .lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        return select(tx, organizationId)
                .and(wanted)
                .and(rest)
                .orderBy(BUDGET_REQUEST.CREATED_AT.desc(), BUDGET_REQUEST.BUDGET_REQUEST_ID.desc())
                .limit(size + 1)
                .fetch(JooqRequests::row);
    }

    /** Open ones whose time is over, longest over first; locked, without those that somebody answers just now. */
    List<RequestRow> lockExpired(DSLContext tx, UUID organizationId, Instant now, int most) {
        List<UUID> ids = tx.select(BUDGET_REQUEST.BUDGET_REQUEST_ID)
                .from(BUDGET_REQUEST)
                .where(
                        BUDGET_REQUEST.ORGANIZATION_ID.eq(organizationId),
                        BUDGET_REQUEST.STATE.eq("open"),
                        BUDGET_REQUEST.EXPIRES_AT.le(now))
                .orderBy(BUDGET_REQUEST.EXPIRES_AT)
                .limit(most)
                .forUpdate()
                .skipLocked()
                .fetch(BUDGET_REQUEST.BUDGET_REQUEST_ID);
        return select(tx, organizationId)
                .and(BUDGET_REQUEST.BUDGET_REQUEST_ID.in(ids))
                .fetch(JooqRequests::row);
    }

    /** More approvals than it seemed when it was asked. */
    void needs(DSLContext tx, UUID organizationId, UUID requestId, int approvals) {
        tx.update(BUDGET_REQUEST)
                .set(BUDGET_REQUEST.APPROVALS_NEEDED, approvals)
                .where(
                        BUDGET_REQUEST.ORGANIZATION_ID.eq(organizationId),
                        BUDGET_REQUEST.BUDGET_REQUEST_ID.eq(requestId))
                .execute();
    }

    Optional<Instant> nextExpiry(DSLContext tx, UUID organizationId) {
        return Optional.ofNullable(tx.select(DSL.min(BUDGET_REQUEST.EXPIRES_AT))
                .from(BUDGET_REQUEST)
                .where(BUDGET_REQUEST.ORGANIZATION_ID.eq(organizationId), BUDGET_REQUEST.STATE.eq("open"))
                .fetchSingle()
                .value1());
    }

    int open(DSLContext tx, UUID organizationId, @Nullable UUID memberId, @Nullable UUID keyId) {
        Condition asker = keyId == null
                ? BUDGET_REQUEST.ASKED_BY_MEMBER_ID.eq(memberId).and(BUDGET_REQUEST.ASKED_BY_KEY_ID.isNull())
                : BUDGET_REQUEST.ASKED_BY_KEY_ID.eq(keyId);
        return tx.fetchCount(
                BUDGET_REQUEST,
                BUDGET_REQUEST
                        .ORGANIZATION_ID
                        .eq(organizationId)
                        .and(BUDGET_REQUEST.STATE.eq("open"))
                        .and(asker));
    }

    void vote(DSLContext tx, UUID organizationId, UUID requestId, UUID memberId, String vote, Instant at) {
        tx.insertInto(BUDGET_REQUEST_VOTE)
                .set(BUDGET_REQUEST_VOTE.ORGANIZATION_ID, organizationId)
                .set(BUDGET_REQUEST_VOTE.BUDGET_REQUEST_ID, requestId)
                .set(BUDGET_REQUEST_VOTE.MEMBER_ID, memberId)
                .set(BUDGET_REQUEST_VOTE.VOTE, vote)
                .set(BUDGET_REQUEST_VOTE.AT, at)
                .execute();
    }

    /** @param decidedAt null: it stays open */
    void answer(
            DSLContext tx,
            UUID organizationId,
            UUID requestId,
            RequestRow.State state,
            String answer,
            @Nullable Instant decidedAt) {
        tx.update(BUDGET_REQUEST)
                .set(BUDGET_REQUEST.STATE, state.text())
                .set(BUDGET_REQUEST.ANSWER, answer)
                .set(BUDGET_REQUEST.DECIDED_AT, decidedAt)
                .set(BUDGET_REQUEST.VERSION, BUDGET_REQUEST.VERSION.plus(1))
                .where(
                        BUDGET_REQUEST.ORGANIZATION_ID.eq(organizationId),
                        BUDGET_REQUEST.BUDGET_REQUEST_ID.eq(requestId))
                .execute();
    }

    /** By request, in the order in which they were cast. */
    Map<UUID, List<BudgetRequest.Vote>> votes(DSLContext tx, UUID organizationId, Collection<UUID> requestIds) {
        return tx.select(BUDGET_REQUEST_VOTE.fields())
                .select(MEMBER.DISPLAY_NAME)
                .from(BUDGET_REQUEST_VOTE)
                .join(MEMBER)
                .on(
                        MEMBER.ORGANIZATION_ID.eq(BUDGET_REQUEST_VOTE.ORGANIZATION_ID),
                        MEMBER.MEMBER_ID.eq(BUDGET_REQUEST_VOTE.MEMBER_ID))
                .where(
                        BUDGET_REQUEST_VOTE.ORGANIZATION_ID.eq(organizationId),
                        BUDGET_REQUEST_VOTE.BUDGET_REQUEST_ID.in(requestIds))
                .orderBy(BUDGET_REQUEST_VOTE.AT, BUDGET_REQUEST_VOTE.MEMBER_ID)
                .fetchGroups(
                        BUDGET_REQUEST_VOTE.BUDGET_REQUEST_ID,
                        vote -> new BudgetRequest.Vote(
                                vote.get(BUDGET_REQUEST_VOTE.MEMBER_ID),
                                vote.get(MEMBER.DISPLAY_NAME),
                                vote.get(BUDGET_REQUEST_VOTE.VOTE),
                                vote.get(BUDGET_REQUEST_VOTE.AT).atOffset(ZoneOffset.UTC)));
    }

    private static SelectConditionStep<Record> select(DSLContext tx, UUID organizationId) {
        return tx.select(BUDGET_REQUEST.fields())
                .select(ASKED_BY, BUDGET.OWNER_MEMBER_ID, BudgetPlaces.UNIT_ID)
                .from(BUDGET_REQUEST)
                .join(BUDGET)
                .on(
                        BUDGET.ORGANIZATION_ID.eq(BUDGET_REQUEST.ORGANIZATION_ID),
                        BUDGET.BUDGET_ID.eq(BUDGET_REQUEST.BUDGET_ID))
                .leftJoin(MEMBER)
                .on(
                        MEMBER.ORGANIZATION_ID.eq(BUDGET_REQUEST.ORGANIZATION_ID),
                        MEMBER.MEMBER_ID.eq(BUDGET_REQUEST.ASKED_BY_MEMBER_ID))
                .leftJoin(API_KEY)
                .on(
                        API_KEY.ORGANIZATION_ID.eq(BUDGET_REQUEST.ORGANIZATION_ID),
                        API_KEY.KEY_ID.eq(BUDGET_REQUEST.ASKED_BY_KEY_ID))
                .where(BUDGET_REQUEST.ORGANIZATION_ID.eq(organizationId));
    }

    private static RequestRow row(Record row) {
        return new RequestRow(
                row.get(BUDGET_REQUEST.BUDGET_REQUEST_ID),
                row.get(BUDGET_REQUEST.BUDGET_ID),
                row.get(BUDGET.OWNER_MEMBER_ID),
                row.get(BudgetPlaces.UNIT_ID),
                row.get(ASKED_BY),
                row.get(BUDGET_REQUEST.ASKED_BY_MEMBER_ID),
                row.get(BUDGET_REQUEST.ASKED_BY_KEY_ID),
                row.get(BUDGET_REQUEST.AMOUNT_NANOS),
                row.get(BUDGET_REQUEST.REASON),
                row.get(BUDGET_REQUEST.UNTIL),
                row.get(BUDGET_REQUEST.EXPIRES_AT),
                RequestRow.State.valueOf(row.get(BUDGET_REQUEST.STATE).toUpperCase(Locale.ROOT)),
                row.get(BUDGET_REQUEST.APPROVALS_NEEDED),
                row.get(BUDGET_REQUEST.ANSWER),
                row.get(BUDGET_REQUEST.CREATED_AT),
                row.get(BUDGET_REQUEST.DECIDED_AT),
                row.get(BUDGET_REQUEST.VERSION));
    }
}
