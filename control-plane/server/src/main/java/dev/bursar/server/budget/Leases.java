package dev.bursar.server.budget;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bursar.nodeapi.v1.AcquireLeasesReply;
import dev.bursar.nodeapi.v1.AcquireLeasesRequest;
import dev.bursar.nodeapi.v1.BudgetState;
import dev.bursar.nodeapi.v1.ReadBudgetsRequest;
import dev.bursar.nodeapi.v1.ReturnLeasesReply;
import dev.bursar.nodeapi.v1.ReturnLeasesRequest;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.publication.Fleet;
import dev.bursar.server.publication.Node;
import dev.bursar.server.publication.NodeCallException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Lends budgets' money to nodes and takes back what they don't need.
 *
 * <p>All levels of a path are granted in one transaction, or none; accounts are locked in the order of their budgets'
 * ids, so that no two grants wait for each other. A call that was answered is answered the same again; a refusal is
 * not remembered, since it changed nothing.
 */
@Component
public final class Leases {
    private static final String UNIQUE_VIOLATION = "23505";

    private final Tenancy tenancy;
    private final Fleet fleet;
    private final JooqPeriods periods;
    private final JooqLeases leases;
    private final JooqBudgets budgets;
    private final Grants grants;
    private final Clock clock;

    Leases(
            Tenancy tenancy,
            Fleet fleet,
            JooqPeriods periods,
            JooqLeases leases,
            JooqBudgets budgets,
            Grants grants,
            Clock clock) {
        this.tenancy = tenancy;
        this.fleet = fleet;
        this.periods = periods;
        this.leases = leases;
        this.budgets = budgets;
        this.grants = grants;
        this.clock = clock;
    }

    /** @throws NodeCallException if the epoch is not open, a budget unknown or the call malformed */
    public AcquireLeasesReply acquire(Node node, AcquireLeasesRequest request) {
        UUID organization = NodeText.uuid(request.getOrganizationId(), "organization_invalid");
        Map<UUID, LeaseWishes.Wish> wishes = LeaseWishes.of(request);
        return answering(() -> tenancy.write(organization, tx -> {
            fleet.requireOpen(tx, node, request.getEpoch());
            return leases.answer(tx, organization, node, request.getEpoch(), request.getRequestId())
                    .map(Leases::grantedBefore)
                    .orElseGet(() -> grant(tx, organization, node, request, wishes));
        }));
    }

    /** @throws NodeCallException if a lease is not this epoch's */
    public ReturnLeasesReply giveBack(Node node, ReturnLeasesRequest request) {
        UUID organization = NodeText.uuid(request.getOrganizationId(), "organization_invalid");
        Map<UUID, Long> returns = LeaseWishes.returns(request);
        return answering(() -> tenancy.write(organization, tx -> {
            boolean done = leases.answer(tx, organization, node, request.getEpoch(), request.getRequestId())
                    .isPresent();
            if (!done) {
                giveBack(tx, organization, node, request.getEpoch(), returns);
                leases.remember(
                        tx,
                        organization,
                        node,
                        request.getEpoch(),
                        request.getRequestId(),
                        ReturnLeasesReply.getDefaultInstance().toByteArray(),
                        clock.instant());
            }
            return ReturnLeasesReply.getDefaultInstance();
        }));
    }

    /** In the order asked for; unknown ones are left out. */
    public List<BudgetState> read(ReadBudgetsRequest request) {
        UUID organization = NodeText.uuid(request.getOrganizationId(), "organization_invalid");
        List<UUID> wanted = request.getBudgetIdsList().stream()
                .limit(LeaseWishes.MOST)
                .map(id -> NodeText.uuid(id, "budget_invalid"))
                .toList();
        Map<UUID, BudgetView> views =
                tenancy.read(organization, tx -> budgets.findAll(tx, organization, wanted, clock.instant())).stream()
                        .collect(Collectors.toMap(BudgetView::id, view -> view));
        return wanted.stream()
                .map(views::get)
                .filter(Objects::nonNull)
                .map(BudgetView::toState)
                .toList();
    }

    private AcquireLeasesReply grant(
            DSLContext tx,
            UUID organization,
            Node node,
            AcquireLeasesRequest request,
            Map<UUID, LeaseWishes.Wish> wishes) {
        AcquireLeasesReply reply = grants.grant(tx, organization, node, request.getEpoch(), wishes);
        if (!reply.hasRefusedBy()) {
            leases.remember(
                    tx,
                    organization,
                    node,
                    request.getEpoch(),
                    request.getRequestId(),
                    reply.toByteArray(),
                    clock.instant());
        }
        return reply;
    }

    private void giveBack(DSLContext tx, UUID organization, Node node, long epoch, Map<UUID, Long> returns) {
        List<LeaseMoney.Facts> known = leases.peek(tx, organization, returns.keySet());
        if (known.size() != returns.size()
                || !known.stream().allMatch(l -> l.nodeId().equals(node.id()) && l.epoch() == epoch)) {
            throw NodeCallException.unknown("lease_unknown");
        }
        for (LeaseMoney.Facts fact : LeaseMoney.Facts.inLockOrder(known)) {
            LeaseMoney lease = leases.lock(tx, organization, fact, periods);
            lease.giveBack(returns.getOrDefault(lease.id(), 0L));
            leases.saveAll(tx, organization, List.of(lease), periods);
        }
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

    private static AcquireLeasesReply grantedBefore(byte[] reply) {
        try {
            return AcquireLeasesReply.parseFrom(reply);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a remembered answer is not readable", e);
        }
    }
}
