package dev.bursar.server.budget.request;

import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.BUDGET_REQUEST;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetRequest;
import dev.bursar.adminapi.common.Page;
import dev.bursar.policy.access.Action;
import dev.bursar.server.budget.BudgetPlaces;
import dev.bursar.server.budget.Budgets;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Requests for more as the Admin API shows them. */
@Component
final class RequestViews {
    private final JooqRequests store;
    private final Budgets budgets;
    private final Clock clock;

    RequestViews(JooqRequests store, Budgets budgets, Clock clock) {
        this.store = store;
        this.budgets = budgets;
        this.clock = clock;
    }

    BudgetRequest get(DSLContext tx, Caller caller, UUID requestId) {
        RequestRow row = store.find(tx, caller.organizationId(), requestId)
                .filter(request -> request.isSeenBy(tx, caller))
                .orElseThrow(() -> ProblemException.notFound("request"));
        return views(tx, caller, List.of(row)).getFirst();
    }

    /** @param wanted besides what the caller may see */
    Page<BudgetRequest> page(DSLContext tx, Caller caller, Condition wanted, Optional<Cursors.At> after, int size) {
        Page<RequestRow> page = Cursors.page(
                store.page(tx, caller.organizationId(), wanted.and(seenBy(caller)), after, size),
                size,
                row -> Cursors.after(row.createdAt(), row.id()));
        return new Page<>(views(tx, caller, page.items()), page.next());
    }

    private static Condition seenBy(Caller caller) {
        if (caller.may(Action.BUDGET_READ)) {
            return DSL.noCondition();
        }
        return DSL.or(
                BUDGET_REQUEST.ASKED_BY_MEMBER_ID.eq(caller.memberId()),
                BUDGET.OWNER_MEMBER_ID.eq(caller.memberId()),
                BudgetPlaces.within(caller.reach(Action.BUDGET_READ), caller.organizationId()),
                BudgetPlaces.within(caller.reach(Action.BUDGET_WRITE), caller.organizationId()));
    }

    private List<BudgetRequest> views(DSLContext tx, Caller caller, List<RequestRow> rows) {
        UUID organization = caller.organizationId();
        Instant now = clock.instant();
        Map<UUID, Budget> of = budgets.find(
                tx,
                organization,
                rows.stream().map(RequestRow::budgetId).distinct().toList());
        Map<UUID, List<BudgetRequest.Vote>> votes =
                store.votes(tx, organization, rows.stream().map(RequestRow::id).toList());
        return rows.stream()
                .map(row -> row.toApi(
                        tx,
                        caller,
                        now,
                        Objects.requireNonNull(of.get(row.budgetId())),
                        votes.getOrDefault(row.id(), List.of())))
                .toList();
    }
}
