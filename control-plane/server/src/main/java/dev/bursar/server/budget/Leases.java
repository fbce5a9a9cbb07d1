package dev.bursar.server.budget;

import dev.bursar.nodeapi.v1.AcquireLeasesReply;
import dev.bursar.nodeapi.v1.AcquireLeasesRequest;
import dev.bursar.nodeapi.v1.BudgetState;
import dev.bursar.nodeapi.v1.ReadBudgetsRequest;
import dev.bursar.nodeapi.v1.ReturnLeasesReply;
import dev.bursar.nodeapi.v1.ReturnLeasesRequest;
import dev.bursar.policy.budget.Account;
import dev.bursar.policy.budget.Acquired;
import dev.bursar.policy.budget.Acquisition;
import dev.bursar.policy.budget.Grant;
import dev.bursar.policy.budget.NodeLife;
import dev.bursar.policy.budget.PeriodAccount;
import dev.bursar.policy.budget.Treasury;
import dev.bursar.policy.budget.TreasuryException;
import dev.bursar.policy.budget.Window;
import dev.bursar.policy.budget.Wish;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.publication.Fleet;
import dev.bursar.server.publication.Node;
import dev.bursar.server.publication.NodeCallException;
import dev.bursar.server.publication.Recalls;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.exception.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Nodes' calls for leases. Grants that begin with the same budget need the same account: those that wait for it are one
 * transaction of the treasury.
 */
@Component
public final class Leases {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final int MOST_IN_A_ROUND = 32;

    private final Tenancy tenancy;
    private final BookStores stores;
    private final Treasury treasury;
    private final Fleet fleet;
    private final Recalls recalls;
    private final Clock clock;
    private final Rounds<Line, Acquisition, Outcome> rounds =
            new Rounds<>(MOST_IN_A_ROUND, (line, calls) -> acquire(line.organizationId(), calls));

    Leases(Tenancy tenancy, BookStores stores, Treasury treasury, Fleet fleet, Recalls recalls, Clock clock) {
        this.tenancy = tenancy;
        this.stores = stores;
        this.treasury = treasury;
        this.fleet = fleet;
        this.recalls = recalls;
        this.clock = clock;
    }

    /** Where grants of one organization wait for the account of one budget. */
    private record Line(UUID organizationId, UUID budgetId) {}

    /** @param views of the budgets that the round is about */
    record Outcome(Acquired acquired, Map<UUID, BudgetView> views) {}

    /** @throws NodeCallException if the epoch is not open, a budget unknown or the call malformed */
    public AcquireLeasesReply acquire(Node node, AcquireLeasesRequest request) {
        UUID organization = NodeText.uuid(request.getOrganizationId(), "organization_invalid");
        List<Wish> wishes = LeaseWishes.of(request);
        Acquisition call = new Acquisition(
                new NodeLife(node.id(), request.getEpoch()), request.getRequestId(), wishes, fleet.connectedNodes());
        Outcome outcome = rounds.ask(new Line(organization, wishes.getFirst().budgetId()), call);
        AcquireLeasesReply reply = reply(outcome);
        recalls.ask(node, organization, outcome.acquired().recalls());
        return reply;
    }

    /** One round. */
    List<Outcome> acquire(UUID organization, List<Acquisition> calls) {
        return answering(() -> tenancy.write(organization, tx -> {
            Instant now = clock.instant();
            JooqBooks books = stores.open(tx, organization, now);
            List<Acquired> acquired = treasury.acquire(books, calls, now);
            Map<UUID, BudgetView> views = books.views(calls.stream()
                    .flatMap(call -> call.wishes().stream())
                    .map(Wish::budgetId)
                    .collect(Collectors.toSet()));
            return acquired.stream().map(one -> new Outcome(one, views)).toList();
        }));
    }

    private static AcquireLeasesReply reply(Outcome outcome) {
        AcquireLeasesReply.Builder reply = AcquireLeasesReply.newBuilder();
        Map<UUID, BudgetView> views = outcome.views();
        switch (outcome.acquired()) {
            case Acquired.Granted(List<Grant> grants, var shortBudgets) ->
                grants.forEach(grant -> reply.addLeases(
                        Wire.lease(grant).setState(state(views, grant.budgetId(), grant.account(), grant.window()))));
            case Acquired.Refused(PeriodAccount by, var shortBudgets) ->
                reply.setRefusedBy(state(views, by.budgetId(), by.account(), by.window()));
            case Acquired.Rejected(TreasuryException.Reason reason, String code) -> throw Wire.told(reason, code);
        }
        return reply.build();
    }

    private static BudgetState state(Map<UUID, BudgetView> views, UUID budgetId, Account account, Window window) {
        return Objects.requireNonNull(views.get(budgetId)).toState(account, window);
    }

    /** @throws NodeCallException if a lease is not this epoch's */
    public ReturnLeasesReply giveBack(Node node, ReturnLeasesRequest request) {
        UUID organization = NodeText.uuid(request.getOrganizationId(), "organization_invalid");
        NodeLife life = new NodeLife(node.id(), request.getEpoch());
        Map<UUID, Long> returns = LeaseWishes.returns(request);
        return Wire.told(() -> answering(() -> tenancy.write(organization, tx -> {
            Instant now = clock.instant();
            treasury.giveBack(stores.open(tx, organization, now), life, request.getRequestId(), returns, now);
            return ReturnLeasesReply.getDefaultInstance();
        })));
    }

    /** In the order asked for; unknown ones are left out. */
    public List<BudgetState> read(ReadBudgetsRequest request) {
        UUID organization = NodeText.uuid(request.getOrganizationId(), "organization_invalid");
        List<UUID> wanted = request.getBudgetIdsList().stream()
                .limit(LeaseWishes.MOST)
                .map(id -> NodeText.uuid(id, "budget_invalid"))
                .toList();
        Map<UUID, BudgetView> views =
                tenancy
                        .read(organization, tx -> stores.budgets().findAll(tx, organization, wanted, clock.instant()))
                        .stream()
                        .collect(Collectors.toMap(BudgetView::id, view -> view));
        return wanted.stream()
                .map(views::get)
                .filter(Objects::nonNull)
                .map(BudgetView::toState)
                .toList();
    }

    /** The same request, twice at once: the second finds the first one's answer when it starts over. */
    private static <T> T answering(Supplier<T> transaction) {
        try {
            return transaction.get();
        } catch (DataAccessException e) {
            if (UNIQUE_VIOLATION.equals(e.sqlState())) {
                return transaction.get();
            }
            throw e;
        }
    }
}
