package dev.bursar.server.budget;

import dev.bursar.nodeapi.v1.AcquireLeasesReply;
import dev.bursar.nodeapi.v1.BudgetState;
import dev.bursar.nodeapi.v1.Lease;
import dev.bursar.policy.budget.Account;
import dev.bursar.policy.budget.LeaseSizing;
import dev.bursar.policy.budget.Wish;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.publication.Fleet;
import dev.bursar.server.publication.Node;
import dev.bursar.server.publication.NodeCallException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** One grant: all levels or none. */
@Component
final class Grants {
    private final JooqPeriods periods;
    private final JooqLeases leases;
    private final JooqBudgets budgets;
    private final Fleet fleet;
    private final LeaseProperties properties;
    private final Ids ids;
    private final Clock clock;

    Grants(
            JooqPeriods periods,
            JooqLeases leases,
            JooqBudgets budgets,
            Fleet fleet,
            LeaseProperties properties,
            Ids ids,
            Clock clock) {
        this.periods = periods;
        this.leases = leases;
        this.budgets = budgets;
        this.fleet = fleet;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param wishes sorted by budget: the order of the locks */
    AcquireLeasesReply grant(
            DSLContext tx, UUID organization, Node node, long epoch, Map<UUID, LeaseWishes.Wish> wishes) {
        Instant now = clock.instant();
        int nodes = fleet.connectedNodes(tx);
        Map<UUID, BudgetView> views = views(tx, organization, wishes, now);
        List<Step> steps = new ArrayList<>();
        wishes.forEach((budget, wish) -> steps.add(step(tx, organization, budget, wish, views, nodes)));
        Optional<Step> refusing = steps.stream()
                .filter(step -> !step.fits())
                .min(Comparator.comparingInt(step -> Level.depth(step.view().scope())));
        AcquireLeasesReply.Builder reply = AcquireLeasesReply.newBuilder();
        if (refusing.isPresent()) {
            return reply.setRefusedBy(refusing.get().state()).build();
        }
        List<LeaseMoney> enlarged = steps.stream()
                .map(step -> enlarge(tx, organization, node, epoch, step))
                .toList();
        leases.saveAll(tx, organization, enlarged, periods);
        for (int i = 0; i < steps.size(); i++) {
            reply.addLeases(told(steps.get(i), enlarged.get(i)));
        }
        return reply.build();
    }

    /** One level of the path, its account locked. @param chunkNanos -1: what is needed is not free */
    private record Step(BudgetView view, PeriodAccount account, long chunkNanos) {
        boolean fits() {
            return chunkNanos >= 0;
        }

        BudgetState state() {
            return view.toState(account.account(), account.window());
        }
    }

    private Step step(
            DSLContext tx,
            UUID organization,
            UUID budget,
            LeaseWishes.Wish wish,
            Map<UUID, BudgetView> views,
            int nodes) {
        BudgetView view = views.get(budget);
        PeriodAccount period = periods.lock(tx, organization, budget, clock.instant())
                .orElseThrow(() -> NodeCallException.unknown("budget_unknown"));
        if (view == null || !view.state().equals("active")) {
            throw NodeCallException.unknown("budget_unknown");
        }
        Account account = period.account();
        long chunk = wish.leastNanos() > account.freeNanos()
                ? -1
                : LeaseSizing.chunk(account, new Wish(budget, false, wish.leastNanos(), wish.recentNanos(), 0), nodes);
        return new Step(view, period, chunk);
    }

    private Map<UUID, BudgetView> views(
            DSLContext tx, UUID organization, Map<UUID, LeaseWishes.Wish> wishes, Instant now) {
        List<BudgetView> found = budgets.findAll(tx, organization, wishes.keySet(), now);
        if (found.stream().anyMatch(view -> !view.account().hard())) {
            throw NodeCallException.invalid("budget_is_soft");
        }
        return found.stream().collect(Collectors.toMap(BudgetView::id, view -> view));
    }

    private LeaseMoney enlarge(DSLContext tx, UUID organization, Node node, long epoch, Step step) {
        Instant now = clock.instant();
        PeriodAccount period = step.account();
        LeaseMoney lease = leases.find(tx, organization, period, node, epoch)
                .orElseGet(() -> leases.insert(tx, organization, ids.next(), period, node, epoch, now));
        lease.grant(step.chunkNanos(), now.plus(properties.timeToLive()));
        return lease;
    }

    private static Lease told(Step step, LeaseMoney lease) {
        PeriodAccount period = step.account();
        return Lease.newBuilder()
                .setLeaseId(lease.id().toString())
                .setBudgetId(period.budgetId().toString())
                .setGrantedNanos(step.chunkNanos())
                .setPeriodStartMillis(period.window().start().toEpochMilli())
                .setPeriodEndMillis(period.window().endMillis())
                .setExpiresAtMillis(lease.expiresAt().toEpochMilli())
                .setState(step.state())
                .build();
    }
}
