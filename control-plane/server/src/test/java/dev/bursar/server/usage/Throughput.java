package dev.bursar.server.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.nodeapi.v1.AcquireLeasesReply;
import dev.bursar.nodeapi.v1.Charge;
import dev.bursar.nodeapi.v1.Lease;
import dev.bursar.nodeapi.v1.Outcome;
import dev.bursar.nodeapi.v1.UsageEvent;
import dev.bursar.server.budget.BudgetsOfTest;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Measurements, run by name: {@code ./mvnw -pl control-plane/server -am test -Dtest=Throughput}. They print. */
@WithPostgres
class Throughput {
    private static final long USD = 1_000_000_000L;
    private static final int BATCH = 500;
    private static final int BATCHES = 40;
    private static final int WARM_UP_GRANTS = 2_000;
    private static final int GRANTS = 10_000;
    private static final int NODES = 4;
    private static final int[] CALLS_AT_ONCE = {1, 8};

    private final BudgetsOfTest house;
    private final UsageIntake intake;
    private final UUID organization;
    private final UUID key;
    private final UUID root;
    private final UUID cap;

    Throughput(TestDatabase database) {
        house = new BudgetsOfTest(database);
        intake = new UsageIntake(
                house.tenancy,
                house.bookings,
                new JooqUsage(),
                List.of(new BooksJournal(house.books.usage)),
                house.clock);
        organization = house.tenants.organization("UTC");
        key = house.tenants.key(organization, null);
        root = house.tenants.hardBudget(organization, "organization", organization, "month", 100_000 * USD);
        cap = house.tenants.hardBudget(organization, "key", key, "month", 100_000 * USD);
    }

    @Test
    void takesEventsIn() throws Exception {
        List<BudgetsOfTest.Life> nodes = nodes();
        nodes.forEach(node -> run(node, 4));
        Spent before = Spent.now(house.tenancy);

        inParallel(nodes.stream()
                .<Callable<Boolean>>map(node -> () -> run(node, BATCHES / NODES))
                .toList());

        print("usage events taken in, two hard budgets each, batches of " + BATCH, BATCH * BATCHES, before);
        assertThat(house.books(organization).violations()).isEmpty();
    }

    @Test
    void grantsOnOneHotBudget() throws Exception {
        List<BudgetsOfTest.Life> nodes = nodes();
        grants(nodes, WARM_UP_GRANTS, 1);
        for (int calls : CALLS_AT_ONCE) {
            Spent before = Spent.now(house.tenancy);

            grants(nodes, GRANTS, calls);

            print("grants on one budget, by " + NODES + " nodes, " + calls + " calls each at once", GRANTS, before);
        }
        assertThat(house.books(organization).violations()).isEmpty();
    }

    private void grants(List<BudgetsOfTest.Life> nodes, int grants, int atOnce) throws Exception {
        List<Callable<Boolean>> callers = new ArrayList<>();
        for (int i = 0; i < nodes.size() * atOnce; i++) {
            BudgetsOfTest.Life node = nodes.get(i % nodes.size());
            callers.add(() -> {
                for (int n = 0; n < grants / NODES / atOnce; n++) {
                    house.acquire(node, organization, 1, root);
                }
                return true;
            });
        }
        inParallel(callers);
    }

    private boolean run(BudgetsOfTest.Life node, int batches) {
        AcquireLeasesReply reply = house.acquire(node, organization, 100 * USD, root, cap);
        Map<String, String> leases =
                reply.getLeasesList().stream().collect(Collectors.toMap(Lease::getBudgetId, Lease::getLeaseId));
        for (int i = 0; i < batches; i++) {
            List<UsageEvent> events = new ArrayList<>();
            for (int n = 0; n < BATCH; n++) {
                events.add(event(node, n, leases));
            }
            assertThat(intake.report(node.node(), events).getRejectedList()).isEmpty();
        }
        return true;
    }

    private UsageEvent event(BudgetsOfTest.Life node, int number, Map<String, String> leases) {
        UsageEvent.Builder event = UsageEvent.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setEpoch(node.epoch())
                .setSequence(number)
                .setOrganizationId(organization.toString())
                .setKeyId(key.toString())
                .setModel("sandbox/echo-" + number % 5)
                .setStartedAtMillis(house.clock.instant().toEpochMilli())
                .setOutcome(Outcome.OUTCOME_COMPLETED)
                .setPromptTokens(100)
                .setCompletionTokens(200)
                .setCostNanos(1_000);
        leases.forEach((budget, lease) -> event.addCharges(
                Charge.newBuilder().setBudgetId(budget).setLeaseId(lease).setSettledNanos(1_000)));
        return event.build();
    }

    private List<BudgetsOfTest.Life> nodes() {
        List<BudgetsOfTest.Life> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(house.newNode());
        }
        return nodes;
    }

    private static void inParallel(List<Callable<Boolean>> work) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(work.size())) {
            for (Future<Boolean> done : executor.invokeAll(work)) {
                done.get();
            }
        }
    }

    /** Time, and CPU time of both sides: on a machine with other work, only the latter says what something costs. */
    private record Spent(Tenancy tenancy, long wallNanos, long javaNanos, long postgresNanos) {
        static Spent now(Tenancy tenancy) {
            long postgres = tenancy
                    .platform(tx -> tx.fetch("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"))
                    .getValues(0, long.class)
                    .stream()
                    .flatMap(pid -> ProcessHandle.of(pid).map(ProcessHandle::info).stream())
                    .filter(process -> process.command().orElse("").contains("postgres"))
                    .mapToLong(process ->
                            process.totalCpuDuration().orElse(Duration.ZERO).toNanos())
                    .sum();
            long java = ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .orElse(Duration.ZERO)
                    .toNanos();
            return new Spent(tenancy, System.nanoTime(), java, postgres);
        }

        Spent since() {
            Spent now = now(tenancy);
            return new Spent(
                    tenancy, now.wallNanos - wallNanos, now.javaNanos - javaNanos, now.postgresNanos - postgresNanos);
        }
    }

    /** PostgreSQL's part is 0 where it runs on another machine or in a container. */
    private static void print(String what, long count, Spent before) {
        Spent spent = before.since();
        System.out.printf(
                "%s: %d in %.1f s, %.0f a second; CPU each %.0f µs, PostgreSQL %.0f µs%n",
                what,
                count,
                spent.wallNanos / 1e9,
                count * 1e9 / spent.wallNanos,
                spent.javaNanos / 1e3 / count,
                spent.postgresNanos / 1e3 / count);
    }
}
