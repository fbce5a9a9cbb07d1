package dev.bursar.gateway.admission;

import dev.bursar.gateway.metering.Charge;
import dev.bursar.gateway.policy.Budget;
import dev.bursar.gateway.policy.Model;
import dev.bursar.gateway.policy.Organization;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All wallets of this node, and the paths through them. As many as the policy has budgets. */
public final class PathBook {
    /** Paths are only a cache: past this many keys it starts anew. */
    private static final int KEPT_PATHS = 100_000;

    /** Returns of a recalled budget are gathered for so long. */
    private static final long GATHER_MILLIS = 10;

    private final Map<String, Wallet> wallets = new ConcurrentHashMap<>();
    private final Map<String, String> organizationOf = new ConcurrentHashMap<>();
    private final Map<List<String>, PathQueue> queues = new ConcurrentHashMap<>();
    private final Map<List<String>, KeyPath> paths = new ConcurrentHashMap<>();
    private final Set<Wallet> gathering = ConcurrentHashMap.newKeySet();
    private final AtomicLong turns = new AtomicLong();
    private final LeaseDesk desk;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final AdmissionProperties properties;
    private final Prefetch prefetch;
    private volatile boolean stopped;

    public PathBook(LeaseDesk desk, Clock clock, ScheduledExecutorService timer, AdmissionProperties properties) {
        this.desk = desk;
        this.clock = clock;
        this.timer = timer;
        this.properties = properties;
        this.prefetch = new Prefetch(desk, clock, properties.prefetch().toMillis());
    }

    /** Null if the policy lacks one of the budgets. */
    @Nullable
    BudgetPath path(Organization organization, List<String> budgetIds, Model model) {
        KeyPath known = paths.get(budgetIds);
        if (known == null || known.organization != organization) {
            known = resolve(organization, budgetIds);
        }
        return known == null ? null : known.of(model);
    }

    /** The budget as this node knows it, and what it holds of it. */
    public Optional<BudgetView> known(String budgetId) {
        Wallet wallet = wallets.get(budgetId);
        return wallet == null ? Optional.empty() : wallet.known();
    }

    /** How a budget stands, by what the control plane said of it and what this node knows better. */
    public BudgetStanding standing(@Nullable Organization organization, BudgetView view) {
        return BudgetStanding.of(organization, view, wallets.get(view.budgetId()), clock.millis());
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

    /** Returns what is idle or about to expire, and asks for the periods that are about to begin. */
    public void tidy() {
        long now = clock.millis();
        giveBack(wallet -> wallet.tidy(
                now, properties.leaseIdle().toMillis(), properties.leaseMargin().toMillis()));
        if (!stopped) {
            wallets.values()
                    .forEach(wallet -> prefetch.ask(organizationOf.getOrDefault(wallet.budgetId, ""), wallet, now));
        }
    }

    /** Returns all that is free: the node stops. */
    public void returnAll() {
        stopped = true;
        giveBack(Wallet::empty);
    }

    /** The node's epoch ended: none of its leases counts any more. */
    public void forgetLeases() {
        wallets.values().forEach(Wallet::forget);
    }

    /** Others wait for this budget's money: what no hold has taken goes back now, and for a while as soon as it is free. */
    public void recall(String budgetId) {
        Wallet wallet = wallets.get(budgetId);
        if (wallet != null) {
            wallet.recall(clock.millis());
            giveBackSoon(wallet);
        }
    }

    Collection<Wallet> wallets() {
        return wallets.values();
    }

    void reported(List<Charge> charges) {
        for (Charge charge : charges) {
            Wallet wallet = wallets.get(charge.budgetId());
            if (wallet != null && !charge.leaseId().isEmpty()) {
                wallet.spending.reported(charge.settledNanos() + charge.inDoubtNanos());
            }
        }
    }

    private void giveBackSoon(Wallet wallet) {
        if (gathering.add(wallet)) {
            timer.schedule(() -> giveBackNow(wallet), GATHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void giveBackNow(Wallet wallet) {
        gathering.remove(wallet);
        List<LeaseDesk.Return> returns = wallet.tidy(
                clock.millis(),
                properties.leaseIdle().toMillis(),
                properties.leaseMargin().toMillis());
        String organization = organizationOf.get(wallet.budgetId);
        if (!returns.isEmpty() && organization != null) {
            desk.giveBack(organization, returns);
        }
    }

    private void giveBack(Function<Wallet, List<LeaseDesk.Return>> emptying) {
        Map<String, List<LeaseDesk.Return>> returns = new HashMap<>();
        for (Wallet wallet : wallets.values()) {
            List<LeaseDesk.Return> some = emptying.apply(wallet);
            String organization = organizationOf.get(wallet.budgetId);
            if (!some.isEmpty() && organization != null) {
                returns.computeIfAbsent(organization, key -> new ArrayList<>()).addAll(some);
            }
        }
        returns.forEach(desk::giveBack);
    }

    private @Nullable KeyPath resolve(Organization organization, List<String> budgetIds) {
        List<Budget> budgets = new ArrayList<>();
        for (String id : budgetIds) {
            Budget budget = organization.budgets().get(id);
            if (budget == null) {
                return null;
            }
            budgets.add(budget);
        }
        KeyPath path = new KeyPath(organization, budgets, levels -> path(organization, levels));
        if (paths.size() >= KEPT_PATHS) {
            paths.clear();
        }
        paths.put(budgetIds, path);
        return path;
    }

    private BudgetPath path(Organization organization, List<BudgetPath.Level> levels) {
        List<BudgetPath.Level> hard =
                levels.stream().filter(level -> level.budget().hard()).toList();
        List<BudgetPath.Level> soft =
                levels.stream().filter(level -> !level.budget().hard()).toList();
        List<String> ids = hard.stream().map(level -> level.budget().id()).toList();
        ids.forEach(id -> organizationOf.put(id, organization.id()));
        Wallet[] own = ids.stream()
                .map(id -> wallets.computeIfAbsent(id, unknown -> new Wallet(unknown, this::giveBackSoon)))
                .toArray(Wallet[]::new);
        PathQueue queue = queues.computeIfAbsent(
                ids, key -> new PathQueue(own, turns::incrementAndGet, desk, clock, timer, properties));
        return new BudgetPath(organization, own, hard, soft, queue);
    }
}
