package dev.bursar.server.budget.request;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.nodeapi.v1.AskForMoreReply;
import dev.bursar.nodeapi.v1.AskForMoreRequest;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Authority;
import dev.bursar.policy.money.Nanos;
import dev.bursar.server.budget.Budgets;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Caller.ActorKind;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Idempotency;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.publication.Node;
import dev.bursar.server.publication.NodeCallException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** A key asks for more through its gateway, which has checked that the key is whose it says. */
@Component
public final class NodeRequests {
    private static final int LONGEST_REASON = 1000;
    /** More levels than any path has. */
    private static final int MOST_LEVELS = 256;

    private final Tenancy tenancy;
    private final Idempotency idempotency;
    private final JooqHolders holders;
    private final BudgetRequests requests;
    private final JooqRequests store;
    private final Budgets budgets;

    NodeRequests(
            Tenancy tenancy,
            Idempotency idempotency,
            JooqHolders holders,
            BudgetRequests requests,
            JooqRequests store,
            Budgets budgets) {
        this.tenancy = tenancy;
        this.idempotency = idempotency;
        this.holders = holders;
        this.requests = requests;
        this.store = store;
        this.budgets = budgets;
    }

    /** What is kept for a retry. */
    record Asked(UUID id) {}

    /** What a retry must repeat. */
    record Wanted(String budgetId, long amountNanos, String reason) {}

    /** @throws NodeCallException if key or budget are unknown, or the call malformed; the code says which */
    public AskForMoreReply ask(Node node, AskForMoreRequest request) {
        UUID organization = uuid(request.getOrganizationId(), "organization_invalid");
        UUID key = uuid(request.getKeyId(), "key_invalid");
        requireText(request);
        try {
            return tenancy.write(
                    organization, tx -> reply(tx, organization, ask(tx, node, organization, key, request)));
        } catch (ProblemException e) {
            throw e.status() == 404 ? NodeCallException.unknown("budget_unknown") : NodeCallException.invalid(e.code());
        }
    }

    private UUID ask(DSLContext tx, Node node, UUID organization, UUID keyId, AskForMoreRequest request) {
        JooqHolders.Holder key =
                holders.key(tx, organization, keyId).orElseThrow(() -> NodeCallException.unknown("key_unknown"));
        Caller caller = new Caller(
                organization,
                ActorKind.KEY,
                keyId.toString(),
                key.name(),
                Authority.over(List.of(Action.BUDGET_ASK)),
                "gateway " + node.name(),
                "");
        String once = request.getIdempotencyKey();
        return idempotency
                .once(
                        tx,
                        organization,
                        caller.actorId(),
                        once.isEmpty() ? null : once,
                        "budget_request.ask",
                        new Wanted(request.getBudgetId(), request.getAmountNanos(), request.getReason()),
                        Asked.class,
                        () -> new Asked(requests.ask(tx, caller, key, wish(tx, organization, keyId, request))))
                .id();
    }

    private BudgetRequests.Wish wish(DSLContext tx, UUID organization, UUID keyId, AskForMoreRequest request) {
        UUID budget = request.getBudgetId().isEmpty()
                ? tightest(tx, organization, keyId)
                : uuid(request.getBudgetId(), "budget_invalid");
        return new BudgetRequests.Wish(
                budget, request.getAmountNanos(), request.getReason().strip(), null);
    }

    private UUID tightest(DSLContext tx, UUID organization, UUID keyId) {
        List<UUID> path = holders.hardBudgetsOf(tx, organization, keyId, MOST_LEVELS);
        Map<UUID, Budget> known = budgets.find(tx, organization, path);
        return path.stream()
                .filter(known::containsKey)
                .min(Comparator.comparingLong(id -> free(known, id)))
                .orElseThrow(() -> NodeCallException.unknown("budget_unknown"));
    }

    private static long free(Map<UUID, Budget> known, UUID id) {
        Budget budget = known.get(id);
        return budget == null ? Long.MAX_VALUE : budget.free().nanos();
    }

    private AskForMoreReply reply(DSLContext tx, UUID organization, UUID requestId) {
        RequestRow row = store.find(tx, organization, requestId).orElseThrow();
        return AskForMoreReply.newBuilder()
                .setBudgetRequestId(requestId.toString())
                .setState(row.state().text())
                .build();
    }

    private static void requireText(AskForMoreRequest request) {
        String reason = request.getReason();
        if (reason.isBlank() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw NodeCallException.invalid("reason_invalid");
        }
        if (request.getAmountNanos() <= 0 || request.getAmountNanos() > Nanos.MAX) {
            throw NodeCallException.invalid("amount_out_of_range");
        }
    }

    private static UUID uuid(String text, String code) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            // Falls through: the node hears the code, not the text.
        }
        throw NodeCallException.invalid(code);
    }
}
