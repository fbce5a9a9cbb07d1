package dev.bursar.server.budget.request;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetRequest;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Caller.ActorKind;
import dev.bursar.server.platform.web.Amounts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A request for more as it is stored.
 *
 * @param askedByMemberId of a key's request: the key's owner; null: the key has none
 * @param budgetOwnerId null: the budget has no owner of its own
 * @param unitId where the budget stands; null: in the organization itself
 * @param expiresAt without an answer it ends then
 */
record RequestRow(
        UUID id,
        UUID budgetId,
        @Nullable UUID budgetOwnerId,
        @Nullable UUID unitId,
        String askedBy,
        @Nullable UUID askedByMemberId,
        @Nullable UUID askedByKeyId,
        long amountNanos,
        String reason,
        @Nullable Instant until,
        Instant expiresAt,
        State state,
        int approvalsNeeded,
        String answer,
        Instant createdAt,
        @Nullable Instant decidedAt,
        long version) {

    /**
     * <pre>
     *          ┌─approve (the last one needed)─▶ approved
     *   open ──┼─decline──▶ declined
     *          ├─withdraw─▶ withdrawn
     *          └─nobody───▶ expired
     * </pre>
     */
    enum State {
        OPEN,
        APPROVED,
        DECLINED,
        WITHDRAWN,
        EXPIRED;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    boolean isAskedBy(Caller caller) {
        return caller.actorKind() == ActorKind.MEMBER && caller.memberId().equals(askedByMemberId);
    }

    /** Whoever may change the budget: its owner, or who has {@code budget.write}. */
    boolean isAnsweredBy(DSLContext tx, Caller caller) {
        boolean owner = caller.memberId().equals(budgetOwnerId) && caller.may(Action.BUDGET_ASK);
        return caller.actorKind() == ActorKind.MEMBER && (owner || caller.mayIn(tx, Action.BUDGET_WRITE, unitId));
    }

    boolean isSeenBy(DSLContext tx, Caller caller) {
        return isAskedBy(caller) || caller.mayIn(tx, Action.BUDGET_READ, unitId) || isAnsweredBy(tx, caller);
    }

    boolean isOpen(Instant now) {
        return state == State.OPEN && now.isBefore(expiresAt);
    }

    BudgetRequest toApi(DSLContext tx, Caller caller, Instant now, Budget budget, List<BudgetRequest.Vote> votes) {
        boolean voted = votes.stream().anyMatch(vote -> vote.memberId().equals(caller.memberId()));
        return new BudgetRequest(
                id,
                budget,
                askedBy,
                askedByMemberId,
                askedByKeyId,
                Amounts.money(amountNanos),
                reason,
                utc(until),
                state.text(),
                approvalsNeeded,
                votes,
                isOpen(now) && !voted && !isAskedBy(caller) && isAnsweredBy(tx, caller),
                answer,
                createdAt.atOffset(ZoneOffset.UTC),
                utc(decidedAt),
                version);
    }

    /** For the audit log. */
    Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("budgetId", budgetId.toString());
        facts.put("amountUsd", Amounts.money(amountNanos).usd());
        facts.put("reason", reason);
        facts.put("until", until == null ? null : until.toString());
        facts.put("state", state.text());
        facts.put("approvalsNeeded", approvalsNeeded);
        return facts;
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
