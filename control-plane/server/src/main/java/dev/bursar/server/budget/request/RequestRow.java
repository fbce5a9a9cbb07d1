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
import org.jspecify.annotations.Nullable;

/**
 * A request for more as it is stored.
 *
 * @param askedByMemberId of a key's request: the key's owner; null: the key has none
 * @param budgetOwnerId null: the budget has no owner of its own
 * @param expiresAt without an answer it ends then
 */
record RequestRow(
        UUID id,
        UUID budgetId,
        @Nullable UUID budgetOwnerId,
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
    boolean isAnsweredBy(Caller caller) {
        boolean owner = caller.memberId().equals(budgetOwnerId) && caller.may(Action.BUDGET_ASK);
        return caller.actorKind() == ActorKind.MEMBER && (owner || caller.may(Action.BUDGET_WRITE));
    }

    boolean isSeenBy(Caller caller) {
        return caller.may(Action.BUDGET_READ) || isAskedBy(caller) || isAnsweredBy(caller);
    }

    boolean isOpen(Instant now) {
        return state == State.OPEN && now.isBefore(expiresAt);
    }

    BudgetRequest toApi(Caller caller, Instant now, Budget budget, List<BudgetRequest.Vote> votes) {
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
                isOpen(now) && isAnsweredBy(caller) && !isAskedBy(caller) && !voted,
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
