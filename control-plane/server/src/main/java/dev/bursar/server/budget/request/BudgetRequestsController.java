package dev.bursar.server.budget.request;

import static dev.bursar.server.sql.Tables.BUDGET_REQUEST;

import dev.bursar.adminapi.budget.AnswerRequest;
import dev.bursar.adminapi.budget.AskForMore;
import dev.bursar.adminapi.budget.BudgetRequest;
import dev.bursar.adminapi.budget.BudgetRequestsApi;
import dev.bursar.adminapi.common.Page;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.Idempotency;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class BudgetRequestsController implements BudgetRequestsApi {
    /** Further ahead than any period or term. */
    private static final Duration FURTHEST = Duration.ofDays(3660);

    private final Callers callers;
    private final Tenancy tenancy;
    private final Idempotency idempotency;
    private final BudgetRequests requests;
    private final RequestViews views;
    private final Clock clock;

    BudgetRequestsController(
            Callers callers,
            Tenancy tenancy,
            Idempotency idempotency,
            BudgetRequests requests,
            RequestViews views,
            Clock clock) {
        this.callers = callers;
        this.tenancy = tenancy;
        this.idempotency = idempotency;
        this.requests = requests;
        this.views = views;
        this.clock = clock;
    }

    @Override
    public ResponseEntity<BudgetRequest> ask(UUID organizationId, @Nullable String idempotencyKey, AskForMore request) {
        Caller caller = callers.in(organizationId);
        caller.require(Action.BUDGET_ASK);
        BudgetRequests.Wish wish = wish(request);
        BudgetRequest asked = tenancy.write(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        "budget_request.ask",
                        request,
                        BudgetRequest.class,
                        () -> views.get(tx, caller, requests.ask(tx, caller, wish))));
        return Etags.created(asked, asked.version());
    }

    @Override
    public Page<BudgetRequest> list(
            UUID organizationId,
            @Nullable String state,
            @Nullable UUID budgetId,
            @Nullable String cursor,
            @Nullable Integer size) {
        Caller caller = reader(organizationId);
        int pageSize = Cursors.size(size);
        Optional<Cursors.At> after = Cursors.at(cursor);
        Condition wanted =
                inState(state).and(budgetId == null ? DSL.noCondition() : BUDGET_REQUEST.BUDGET_ID.eq(budgetId));
        return tenancy.read(organizationId, tx -> views.page(tx, caller, wanted, after, pageSize));
    }

    @Override
    public ResponseEntity<BudgetRequest> get(UUID organizationId, UUID requestId) {
        Caller caller = reader(organizationId);
        BudgetRequest request = tenancy.read(organizationId, tx -> views.get(tx, caller, requestId));
        return Etags.ok(request, request.version());
    }

    @Override
    public ResponseEntity<BudgetRequest> approve(UUID organizationId, UUID requestId, AnswerRequest request) {
        Caller caller = asker(organizationId);
        return change(caller, requestId, tx -> requests.approve(tx, caller, requestId, text(request)));
    }

    @Override
    public ResponseEntity<BudgetRequest> decline(UUID organizationId, UUID requestId, AnswerRequest request) {
        Caller caller = asker(organizationId);
        return change(caller, requestId, tx -> requests.decline(tx, caller, requestId, text(request)));
    }

    @Override
    public ResponseEntity<BudgetRequest> withdraw(UUID organizationId, UUID requestId) {
        Caller caller = asker(organizationId);
        return change(caller, requestId, tx -> requests.withdraw(tx, caller, requestId));
    }

    private ResponseEntity<BudgetRequest> change(Caller caller, UUID requestId, Consumer<DSLContext> step) {
        BudgetRequest changed = tenancy.write(caller.organizationId(), tx -> {
            step.accept(tx);
            return views.get(tx, caller, requestId);
        });
        return Etags.ok(changed, changed.version());
    }

    private Caller reader(UUID organizationId) {
        Caller caller = callers.in(organizationId);
        caller.requireAny(Action.BUDGET_ASK, Action.BUDGET_READ);
        return caller;
    }

    private Caller asker(UUID organizationId) {
        Caller caller = callers.in(organizationId);
        caller.require(Action.BUDGET_ASK);
        return caller;
    }

    private BudgetRequests.Wish wish(AskForMore request) {
        long amount = Amounts.parse("amountUsd", request.amountUsd());
        if (amount == 0) {
            throw ProblemException.field("amountUsd", "amount_is_zero", "Ask for more than nothing.");
        }
        return new BudgetRequests.Wish(
                request.budgetId(), amount, request.reason().strip(), until(request.until()));
    }

    private @Nullable Instant until(@Nullable OffsetDateTime until) {
        if (until == null) {
            return null;
        }
        Instant now = clock.instant();
        Instant end = until.toInstant();
        if (!end.isAfter(now) || end.isAfter(now.plus(FURTHEST))) {
            throw ProblemException.field("until", "until_not_in_future", "A raise ends after now, within ten years.");
        }
        return end;
    }

    private static Condition inState(@Nullable String state) {
        if (state == null) {
            return DSL.noCondition();
        }
        if (Arrays.stream(RequestRow.State.values()).noneMatch(s -> s.text().equals(state))) {
            throw ProblemException.field("state", "parameter_invalid", "There is no such state.");
        }
        return BUDGET_REQUEST.STATE.eq(state);
    }

    private static String text(AnswerRequest request) {
        return request.answer() == null ? "" : request.answer().strip();
    }
}
