package dev.bursar.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.nodeapi.v1.AcquireLeasesReply;
import dev.bursar.nodeapi.v1.AcquireLeasesRequest;
import dev.bursar.nodeapi.v1.Lease;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.sql.tables.records.BudgetPeriodRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Many nodes at once against a real PostgreSQL. */
@WithPostgres
class MoneyUnderLoadTest {
    private static final long USD = 1_000_000_000L;
    private static final int THREADS = 64;

    private final BudgetsOfTest house;
    private final UUID organization;

    MoneyUnderLoadTest(TestDatabase database) {
        house = new BudgetsOfTest(database);
        organization = house.tenants.organization("UTC");
    }

    @Test
    void neverGrantsMoreThanTheCapHoweverManyAskAtOnce() throws Exception {
        UUID cap = house.tenants.hardBudget(organization, "organization", organization, "month", 10 * USD);
        List<BudgetsOfTest.Life> nodes = nodes(8);
        AtomicLong granted = new AtomicLong();

        inParallel(THREADS, thread -> {
            BudgetsOfTest.Life node = nodes.get(thread % nodes.size());
            for (int i = 0; i < 5; i++) {
                AcquireLeasesReply reply = house.acquire(node, organization, USD / 10, cap);
                reply.getLeasesList().forEach(lease -> granted.addAndGet(lease.getGrantedNanos()));
            }
            return true;
        });

        BudgetPeriodRecord period = house.period(organization, cap);
        assertThat(period.getLeasedNanos()).isEqualTo(granted.get()).isEqualTo(10 * USD);
        assertThat(period.getCeilingNanos()).isEqualTo(10 * USD);
    }

    @Test
    void grantsOnceWhereTheSameRequestComesManyTimesAtOnce() throws Exception {
        UUID cap = house.tenants.hardBudget(organization, "organization", organization, "month", 10 * USD);
        BudgetsOfTest.Life node = house.newNode();
        AcquireLeasesRequest request = house.acquisition(node, organization, USD, cap);

        List<AcquireLeasesReply> replies = inParallel(16, thread -> house.leases.acquire(node.node(), request));

        assertThat(replies).containsOnly(replies.getFirst());
        assertThat(house.period(organization, cap).getLeasedNanos()).isEqualTo(USD);
    }

    @Test
    void sumsUpWhereManyAskAtOnceForPathsThatBeginWithTheSameBudget() throws Exception {
        UUID root = house.tenants.hardBudget(organization, "organization", organization, "month", 1000 * USD);
        List<UUID> caps = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            caps.add(house.tenants.hardBudget(
                    organization, "key", house.tenants.key(organization, null), "month", 10 * USD));
        }
        List<BudgetsOfTest.Life> nodes = nodes(4);
        AtomicLong granted = new AtomicLong();

        inParallel(32, thread -> {
            BudgetsOfTest.Life node = nodes.get(thread % nodes.size());
            for (int i = 0; i < 10; i++) {
                UUID cap = caps.get((thread + i) % caps.size());
                AcquireLeasesReply reply = house.acquire(node, organization, USD / 5, root, cap);
                reply.getLeasesList().forEach(lease -> granted.addAndGet(lease.getGrantedNanos()));
            }
            return true;
        });

        assertThat(house.books(organization).violations()).isEmpty();
        long leased = house.period(organization, root).getLeasedNanos();
        for (UUID cap : caps) {
            leased += house.period(organization, cap).getLeasedNanos();
        }
        assertThat(leased).isEqualTo(granted.get());
        assertThat(deadlocks()).isZero();
    }

    @Test
    void neverDeadlocksWhereNodesTakeAndReturnAlongRandomPaths() throws Exception {
        List<UUID> budgets = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            budgets.add(house.tenants.hardBudget(organization, "organization", organization, "day", 100 * USD));
        }
        List<BudgetsOfTest.Life> nodes = nodes(4);
        long seed = System.nanoTime();

        inParallel(16, thread -> {
            Random random = new Random(seed + thread);
            BudgetsOfTest.Life node = nodes.get(thread % nodes.size());
            for (int i = 0; i < 12; i++) {
                UUID[] path = somePath(budgets, random);
                for (Lease lease :
                        house.acquire(node, organization, USD / 100, path).getLeasesList()) {
                    house.leases.giveBack(
                            node.node(),
                            house.returning(node, organization, lease.getLeaseId(), lease.getGrantedNanos()));
                }
            }
            return true;
        });

        assertThat(budgets)
                .as("seed %d", seed)
                .allSatisfy(
                        budget -> assertThat(house.period(organization, budget).getLeasedNanos())
                                .isZero());
        assertThat(deadlocks()).as("seed %d", seed).isZero();
    }

    private long deadlocks() {
        return house.tenancy.platform(
                tx -> tx.fetchSingle("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
                        .get(0, long.class));
    }

    private List<BudgetsOfTest.Life> nodes(int count) {
        List<BudgetsOfTest.Life> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(house.newNode());
        }
        return nodes;
    }

    private static UUID[] somePath(List<UUID> budgets, Random random) {
        List<UUID> shuffled = new ArrayList<>(budgets);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, 3).toArray(UUID[]::new);
    }

    private interface Work<T> {
        T on(int thread) throws Exception;
    }

    private static <T> List<T> inParallel(int threads, Work<T> work) throws InterruptedException, ExecutionException {
        List<Callable<T>> all = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            all.add(() -> work.on(number));
        }
        List<T> results = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (Future<T> result : executor.invokeAll(all)) {
                results.add(result.get());
            }
        }
        return results;
    }
}
