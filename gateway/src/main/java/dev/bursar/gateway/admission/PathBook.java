package dev.bursar.gateway.admission;

import dev.bursar.gateway.metering.Charge;
import dev.bursar.gateway.policy.Budget;
import dev.bursar.gateway.policy.Organization;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** All wallets of this node, and the paths through them. As many as the policy has budgets. */
public final class PathBook {
    private final Map<String, Wallet> wallets = new ConcurrentHashMap<>();
    private final Map<String, String> organizationOf = new ConcurrentHashMap<>();
    private final Map<List<String>, PathQueue> queues = new ConcurrentHashMap<>();
    private final Map<List<String>, BudgetPath> paths = new ConcurrentHashMap<>();
    private final LeaseDesk desk;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final AdmissionProperties properties;

    public PathBook(LeaseDesk desk, Clock clock, ScheduledExecutorService timer, AdmissionProperties properties) {
        this.desk = desk;
        this.clock = clock;
        this.timer = timer;
        this.properties = properties;
    }

    /** Null if the policy lacks one of the budgets. */
    @Nullable
    BudgetPath path(Organization organization, List<String> budgetIds) {
        BudgetPath known = paths.get(budgetIds);
        if (known != null && known.organization == organization) {
            return known;
        }
        BudgetPath path = resolve(organization, budgetIds);
        if (path != null) {
            paths.put(budgetIds, path);
        }
        return path;
    }

    /** The budget as this node knows it, and what it holds of it. */
    public Optional<BudgetView> known(String budgetId) {
        Wallet wallet = wallets.get(budgetId);
        return wallet == null ? Optional.empty() : wallet.known();
    }

    public long heldNanos(String budgetId) {
        Wallet wallet = wallets.get(budgetId);
        return wallet == null ? 0 : wallet.heldNanos();
    }

    /** Requests that wait for money of this budget, and others with the same path. */
    public int waitingRequests(String budgetId) {
        Wallet wallet = wallets.get(budgetId);
        return wallet == null ? 0 : wallet.waitingRequests();
    }

    /** Charged here, not yet settled at the control plane. */
    public long unreportedNanos(String budgetId) {
        Wallet wallet = wallets.get(budgetId);
        return wallet == null ? 0 : wallet.unreportedNanos();
    }

    /** Returns what is idle or about to expire. */
    public void tidy() {
        long now = clock.millis();
        giveBack(wallet -> wallet.tidy(
                now, properties.leaseIdle().toMillis(), properties.leaseMargin().toMillis()));
    }

    /** Returns all that is free. */
    public void returnAll() {
        giveBack(Wallet::empty);
    }

    /** The node's epoch ended: none of its leases counts any more. */
    public void forgetLeases() {
        wallets.values().forEach(Wallet::forget);
    }

    void reported(List<Charge> charges) {
        for (Charge charge : charges) {
            Wallet wallet = wallets.get(charge.budgetId());
            if (wallet != null && !charge.leaseId().isEmpty()) {
                wallet.reported(charge.settledNanos() + charge.inDoubtNanos());
            }
        }
    }

    private interface Emptying {
        List<LeaseDesk.Return> of(Wallet wallet);
    }

    private void giveBack(Emptying emptying) {
        Map<String, List<LeaseDesk.Return>> returns = new HashMap<>();
        for (Wallet wallet : wallets.values()) {
            List<LeaseDesk.Return> some = emptying.of(wallet);
            String organization = organizationOf.get(wallet.budgetId);
            if (!some.isEmpty() && organization != null) {
                returns.computeIfAbsent(organization, key -> new ArrayList<>()).addAll(some);
            }
        }
        returns.forEach(desk::giveBack);
    }

    private @Nullable BudgetPath resolve(Organization organization, List<String> budgetIds) {
        List<Wallet> hard = new ArrayList<>();
        List<String> soft = new ArrayList<>();
        for (String id : budgetIds) {
            Budget budget = organization.budgets().get(id);
            if (budget == null) {
                return null;
            }
            if (budget.hard()) {
                organizationOf.put(id, organization.id());
                hard.add(wallets.computeIfAbsent(id, Wallet::new));
            } else {
                soft.add(id);
            }
        }
        Wallet[] path = hard.toArray(new Wallet[0]);
        List<String> hardIds = hard.stream().map(wallet -> wallet.budgetId).toList();
        PathQueue queue = queues.computeIfAbsent(hardIds, ids -> new PathQueue(path, desk, clock, timer, properties));
        return new BudgetPath(organization, path, soft, queue);
    }
}
