package dev.bursar.server.budget.request;

import dev.bursar.policy.access.Action;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.budget.BudgetAdjustments;
import dev.bursar.server.budget.BudgetNews;
import dev.bursar.server.budget.FourEyes;
import dev.bursar.server.budget.request.RequestRow.State;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Caller.ActorKind;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.appointment.Appointments;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happens to a request for more. The request's row is locked first, then the budget's, then its period's. */
@Component
final class BudgetRequests {
    /** Without an answer a request ends after this. */
    static final Duration ANSWERED_WITHIN = Duration.ofDays(14);
    /** Open ones of one asker. */
    static final int MOST_OPEN = 20;

    private static final String KIND = "budget_request";

    private final JooqRequests store;
    private final JooqHolders holders;
    private final FourEyes fourEyes;
    private final BudgetAdjustments adjustments;
    private final List<BudgetNews> news;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    BudgetRequests(
            JooqRequests store,
            JooqHolders holders,
            FourEyes fourEyes,
            BudgetAdjustments adjustments,
            List<BudgetNews> news,
            AuditLog audit,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.holders = holders;
        this.fourEyes = fourEyes;
        this.adjustments = adjustments;
        this.news = List.copyOf(news);
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param amountNanos more than 0
     * @param until when the raise should end; null: with the period
     */
    record Wish(
            UUID budgetId,
            long amountNanos,
            String reason,
            @Nullable Instant until) {}

    /** @throws ProblemException 404 or 403 if no key of theirs spends from the budget and they may not change it */
    UUID ask(DSLContext tx, Caller caller, Wish wish) {
        JooqHolders.Asked budget = holders.budget(tx, caller.organizationId(), wish.budgetId())
                .orElseThrow(() -> ProblemException.notFound("budget"));
        boolean answers = caller.mayIn(tx, Action.BUDGET_WRITE, budget.unitId(tx, caller.organizationId()))
                || caller.memberId().equals(budget.ownerId());
        if (!answers && !holders.memberHolds(tx, caller.organizationId(), caller.memberId(), budget)) {
            throw caller.mayIn(tx, Action.BUDGET_READ, budget.unitId(tx, caller.organizationId()))
                    ? new ProblemException(403, "not_a_holder", "None of your keys spends from this budget.")
                    : ProblemException.notFound("budget");
        }
        UUID member = caller.actorKind() == ActorKind.MEMBER ? caller.memberId() : null;
        return record(tx, caller, budget, wish, member, null);
    }

    /** By the key itself. @throws ProblemException 404 if the key does not spend from the budget */
    UUID ask(DSLContext tx, Caller caller, JooqHolders.Holder key, Wish wish) {
        JooqHolders.Asked budget = holders.budget(tx, caller.organizationId(), wish.budgetId())
                .filter(b -> holders.keyHolds(tx, caller.organizationId(), key.keyId(), b))
                .orElseThrow(() -> ProblemException.notFound("budget"));
        return record(tx, caller, budget, wish, key.ownerId(), key.keyId());
    }

    void approve(DSLContext tx, Caller caller, UUID requestId, String answer) {
        RequestRow request = answerable(tx, caller, requestId);
        UUID organization = caller.organizationId();
        Instant now = clock.instant();
        int approvals = votes(tx, organization, requestId) + 1;
        int needed = needed(tx, caller, request, approvals);
        boolean last = approvals >= needed;
        store.vote(tx, organization, requestId, caller.memberId(), "approve", now);
        store.answer(tx, organization, requestId, last ? State.APPROVED : State.OPEN, answer, last ? now : null);
        if (needed != request.approvalsNeeded()) {
            store.needs(tx, organization, requestId, needed);
        }
        if (last && approvals == 1) {
            fourEyes.remember(tx, caller, request.budgetId(), request.amountNanos());
        }
        if (last) {
            adjustments.topUp(
                    tx,
                    caller,
                    new BudgetAdjustments.TopUp(
                            request.budgetId(),
                            request.amountNanos(),
                            request.until(),
                            request.reason(),
                            false,
                            requestId));
        }
        append(tx, caller, request, "budget_request.approved", last ? State.APPROVED : State.OPEN, approvals);
    }

    /** Who approved much of this budget lately needs somebody beside them. */
    private int needed(DSLContext tx, Caller caller, RequestRow request, int approvals) {
        boolean alone = approvals == 1 && request.approvalsNeeded() == 1;
        return alone && fourEyes.needed(tx, caller, request.budgetId(), request.amountNanos())
                ? 2
                : request.approvalsNeeded();
    }

    void decline(DSLContext tx, Caller caller, UUID requestId, String answer) {
        RequestRow request = answerable(tx, caller, requestId);
        UUID organization = caller.organizationId();
        Instant now = clock.instant();
        store.vote(tx, organization, requestId, caller.memberId(), "decline", now);
        store.answer(tx, organization, requestId, State.DECLINED, answer, now);
        append(tx, caller, request, "budget_request.declined", State.DECLINED, votes(tx, organization, requestId));
    }

    void withdraw(DSLContext tx, Caller caller, UUID requestId) {
        RequestRow request = lock(tx, caller, requestId);
        if (!request.isAskedBy(caller)) {
            throw new ProblemException(403, "not_own_request", "Only who asked takes a request back.");
        }
        requireOpen(request);
        store.answer(tx, caller.organizationId(), requestId, State.WITHDRAWN, request.answer(), clock.instant());
        append(tx, caller, request, "budget_request.withdrawn", State.WITHDRAWN, 0);
    }

    /** @return how many nobody answered in time */
    int expire(DSLContext tx, UUID organizationId, int most) {
        Instant now = clock.instant();
        List<RequestRow> over = store.lockExpired(tx, organizationId, now, most);
        over.forEach(request -> store.answer(tx, organizationId, request.id(), State.EXPIRED, request.answer(), now));
        Caller system = Caller.system(organizationId);
        over.forEach(request -> append(tx, system, request, "budget_request.expired", State.EXPIRED, 0));
        return over.size();
    }

    private UUID record(
            DSLContext tx,
            Caller caller,
            JooqHolders.Asked budget,
            Wish wish,
            @Nullable UUID memberId,
            @Nullable UUID keyId) {
        UUID organization = caller.organizationId();
        BudgetAdjustments.requireRaisable(budget.kind(), budget.state());
        if (memberId == null && keyId == null) {
            throw new ProblemException(403, "not_a_holder", "Only members and keys ask for more.");
        }
        if (store.open(tx, organization, memberId, keyId) >= MOST_OPEN) {
            throw new ProblemException(
                    409,
                    "too_many_open",
                    "You have " + MOST_OPEN + " open requests. Wait for answers, or take some back.");
        }
        RequestRow row = row(tx, caller, budget, wish, memberId, keyId);
        store.insert(tx, organization, row);
        Appointments.makeSoonest(tx, organization, Appointments.Kind.REQUESTS, row.expiresAt());
        String sentence = caller.actorName() + " asks for "
                + Amounts.money(wish.amountNanos()).usd() + " USD more of the budget " + budget.name() + ": "
                + wish.reason();
        news.forEach(n -> n.asked(tx, organization, budget.id(), row.id(), sentence));
        audit.append(
                tx,
                caller,
                AuditLog.Change.created("budget_request.asked", KIND, row.id(), budget.name(), row.facts()));
        return row.id();
    }

    private RequestRow row(
            DSLContext tx,
            Caller caller,
            JooqHolders.Asked budget,
            Wish wish,
            @Nullable UUID memberId,
            @Nullable UUID keyId) {
        Instant now = clock.instant();
        Instant until = wish.until();
        Instant latest = now.plus(ANSWERED_WITHIN);
        return new RequestRow(
                ids.next(),
                budget.id(),
                budget.ownerId(),
                budget.unitId(tx, caller.organizationId()),
                caller.actorName(),
                memberId,
                keyId,
                wish.amountNanos(),
                wish.reason(),
                until,
                until != null && until.isBefore(latest) ? until : latest,
                State.OPEN,
                fourEyes.needed(tx, caller.organizationId(), wish.amountNanos()) ? 2 : 1,
                "",
                now,
                null,
                1);
    }

    private RequestRow lock(DSLContext tx, Caller caller, UUID requestId) {
        return store.lock(tx, caller.organizationId(), requestId)
                .filter(request -> request.isSeenBy(tx, caller))
                .orElseThrow(() -> ProblemException.notFound("request"));
    }

    private RequestRow answerable(DSLContext tx, Caller caller, UUID requestId) {
        RequestRow request = lock(tx, caller, requestId);
        if (request.isAskedBy(caller)) {
            throw new ProblemException(403, "own_request", "Nobody answers what they asked for themselves.");
        }
        if (!request.isAnsweredBy(tx, caller)) {
            caller.requireIn(tx, Action.BUDGET_WRITE, request.unitId());
        }
        requireOpen(request);
        boolean before =
                store.votes(tx, caller.organizationId(), List.of(requestId)).getOrDefault(requestId, List.of()).stream()
                        .anyMatch(vote -> vote.memberId().equals(caller.memberId()));
        if (before) {
            throw new ProblemException(409, "approved_before", "You have approved this already; another one must.");
        }
        return request;
    }

    private void requireOpen(RequestRow request) {
        if (!request.isOpen(clock.instant())) {
            throw new ProblemException(409, "request_not_open", "This request has its answer, or its time is over.");
        }
    }

    private int votes(DSLContext tx, UUID organization, UUID requestId) {
        return store.votes(tx, organization, List.of(requestId))
                .getOrDefault(requestId, List.of())
                .size();
    }

    private void append(DSLContext tx, Caller caller, RequestRow request, String action, State state, int votes) {
        Map<String, @Nullable Object> before =
                new TreeMap<>(Map.of("state", request.state().text()));
        Map<String, @Nullable Object> after = new TreeMap<>(Map.of("state", state.text()));
        if (votes > 0) {
            before.put("votes", votes - 1);
            after.put("votes", votes);
        }
        audit.append(tx, caller, AuditLog.Change.changed(action, KIND, request.id(), request.askedBy(), before, after));
    }
}
