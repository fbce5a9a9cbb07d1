package dev.bursar.gateway.simulation;

import dev.bursar.nodeapi.v1.AcquireLeasesReply;
import dev.bursar.nodeapi.v1.AcquireLeasesRequest;
import dev.bursar.nodeapi.v1.BudgetState;
import dev.bursar.nodeapi.v1.Lease;
import dev.bursar.nodeapi.v1.LeaseReturn;
import dev.bursar.nodeapi.v1.ReportUsageRequest;
import dev.bursar.nodeapi.v1.ReturnLeasesRequest;
import dev.bursar.nodeapi.v1.UsageEvent;
import dev.bursar.policy.budget.Account;
import dev.bursar.policy.budget.Acquired;
import dev.bursar.policy.budget.Acquisition;
import dev.bursar.policy.budget.Charge;
import dev.bursar.policy.budget.Grant;
import dev.bursar.policy.budget.NodeLife;
import dev.bursar.policy.budget.PeriodAccount;
import dev.bursar.policy.budget.UsageReport;
import dev.bursar.policy.budget.Wish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between the wire's words and the treasury's, as the server translates them. */
final class Wire {
    private Wire() {}

    static Acquisition acquisition(UUID nodeId, AcquireLeasesRequest request, int nodes) {
        List<Wish> wishes = request.getWishesList().stream()
                .map(wish -> new Wish(
                        UUID.fromString(wish.getBudgetId()),
                        wish.getNextPeriod(),
                        wish.getLeastNanos(),
                        wish.getRecentNanos(),
                        wish.getLargestHoldNanos()))
                .toList();
        return new Acquisition(new NodeLife(nodeId, request.getEpoch()), request.getRequestId(), wishes, nodes);
    }

    static AcquireLeasesReply reply(Acquired acquired) {
        AcquireLeasesReply.Builder reply = AcquireLeasesReply.newBuilder();
        switch (acquired) {
            case Acquired.Granted(List<Grant> grants, var unused) ->
                grants.forEach(grant -> reply.addLeases(lease(grant)));
            case Acquired.Refused(PeriodAccount by, var unused) -> reply.setRefusedBy(state(by));
            case Acquired.Rejected(var reason, String code) -> throw new IllegalArgumentException(reason + " " + code);
        }
        return reply.build();
    }

    static Map<UUID, Long> returns(ReturnLeasesRequest request) {
        Map<UUID, Long> returns = new TreeMap<>();
        for (LeaseReturn one : request.getReturnsList()) {
            returns.merge(UUID.fromString(one.getLeaseId()), one.getNanos(), Long::sum);
        }
        return returns;
    }

    static List<UsageReport> reports(ReportUsageRequest request) {
        Map<UUID, UsageReport> reports = new TreeMap<>();
        for (UsageEvent event : request.getEventsList()) {
            List<Charge> charges = new ArrayList<>();
            event.getChargesList().forEach(charge -> charges.add(charge(event, charge)));
            UUID id = UUID.fromString(event.getEventId());
            reports.put(id, new UsageReport(id, event.getEpoch(), charges, ""));
        }
        return List.copyOf(reports.values());
    }

    private static Charge charge(UsageEvent event, dev.bursar.nodeapi.v1.Charge charge) {
        @Nullable UUID lease = charge.getLeaseId().isEmpty() ? null : UUID.fromString(charge.getLeaseId());
        return new Charge(
                UUID.fromString(charge.getBudgetId()),
                lease,
                charge.getSettledNanos(),
                charge.getInDoubtNanos(),
                Instant.ofEpochMilli(event.getStartedAtMillis()));
    }

    private static Lease lease(Grant grant) {
        PeriodAccount period = new PeriodAccount(grant.budgetId(), grant.window(), grant.account(), 0);
        return Lease.newBuilder()
                .setLeaseId(grant.leaseId().toString())
                .setBudgetId(period.budgetId().toString())
                .setGrantedNanos(grant.nanos())
                .setPeriodStartMillis(period.window().start().toEpochMilli())
                .setPeriodEndMillis(period.window().endMillis())
                .setExpiresAtMillis(grant.expiresAt().toEpochMilli())
                .setState(state(period))
                .build();
    }

    private static BudgetState state(PeriodAccount period) {
        Account account = period.account();
        return BudgetState.newBuilder()
                .setBudgetId(period.budgetId().toString())
                .setLevel("team")
                .setName("budget")
                .setHard(account.hard())
                .setLimitNanos(account.limitNanos())
                .setSettledNanos(account.settledNanos())
                .setLeasedNanos(account.leasedNanos())
                .setInDoubtNanos(account.inDoubtNanos())
                .setPeriodStartMillis(period.window().start().toEpochMilli())
                .setResetsAtMillis(period.window().endMillis())
                .build();
    }
}
