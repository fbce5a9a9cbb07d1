package dev.bursar.server.ledger;

import static dev.bursar.server.usage.UsageOfTest.charge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.budget.Doubt;
import dev.bursar.nodeapi.v1.AcquireLeasesReply;
import dev.bursar.policy.money.Nanos;
import dev.bursar.server.budget.BudgetsOfTest;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.usage.UsageOfTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * Random histories of money paid in and back, leases, requests, losses, rulings, late reports, corrections and closes:
 * after each few steps all that must be equal is equal.
 */
@WithPostgres
class BookHistoriesTest {
    private static final int STEPS = 60;
    private static final long USD = 1_000_000_000L;

    private final TestDatabase database;

    BookHistoriesTest(TestDatabase database) {
        this.database = database;
    }

    /** Replays with {@code -Dhistory.seed=}. */
    @RepeatedTest(6)
    void keepsEveryIdentityThroughAnyHistory() {
        new History(database, Long.getLong("history.seed", System.nanoTime())).run();
    }

    @Test
    void takesTheSameCourseForTheSameSeed() {
        assertThat(new History(database, 11).run()).isEqualTo(new History(database, 11).run());
    }

    /** One organization's. What it does follows from the seed alone, whatever ids things get. */
    private static final class History {
        private final BudgetsOfTest house;
        private final long seed;
        private final Random random;
        private final UUID organization;
        private final UUID root;
        private final UUID soft;
        private final UsageOfTest usage;
        private final List<Held> held = new ArrayList<>();
        /** Leases and requests, in the order in which they came about. */
        private final Map<UUID, Integer> order = new HashMap<>();

        private BudgetsOfTest.Life node;

        History(TestDatabase database, long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            house = new BudgetsOfTest(database);
            organization = house.tenants.organization("America/New_York");
            root = house.tenants.hardBudget(organization, "organization", organization, "month", 1000 * USD);
            soft = house.tenants.softBudget(organization, "organization", organization, "day", USD);
            usage = new UsageOfTest(house, organization);
            node = house.newNode();
        }

        /** What a life may report. @param ofCredit the lease; empty: nothing is prepaid */
        private record Held(BudgetsOfTest.Life life, String ofRoot, Optional<Credit> ofCredit) {}

        private record Credit(UUID budget, String lease) {}

        /** @return balances, sorted */
        List<Long> run() {
            for (int step = 1; step <= STEPS; step++) {
                step();
                if (step % 20 == 0) {
                    check(step);
                }
            }
            return house.books.balances(organization).values().stream().sorted().toList();
        }

        private void check(int step) {
            assertThat(house.books.check(organization).differences())
                    .as("step %d of -Dhistory.seed=%d", step, seed)
                    .isEmpty();
            assertThat(house.books.balances(organization).values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .as("step %d of -Dhistory.seed=%d", step, seed)
                    .isZero();
        }

        private void step() {
            switch (random.nextInt(12)) {
                case 0 -> house.books.topUp(organization, usd(5 * USD));
                case 1 -> allowed(() -> house.books.refund(organization, usd(2 * USD)), "credits_not_free");
                case 2, 3 -> acquire();
                case 4, 5, 6, 7 -> report();
                case 8 -> lose();
                case 9 -> resolve();
                case 10 -> house.books.correct(organization, usd(USD), random.nextBoolean() ? "more" : "less");
                default -> closeOrGoOn();
            }
        }

        private void acquire() {
            Optional<UUID> credit = credit();
            UUID[] path = credit.map(id -> new UUID[] {id, root}).orElse(new UUID[] {root});
            AcquireLeasesReply reply = house.acquire(node, organization, 1 + random.nextLong(USD), path);
            if (!reply.hasRefusedBy()) {
                Stream.of(path)
                        .forEach(budget ->
                                lease(reply, budget).map(UUID::fromString).ifPresent(this::note));
                held.add(new Held(
                        node,
                        lease(reply, root).orElseThrow(),
                        credit.map(id -> new Credit(id, lease(reply, id).orElseThrow()))));
            }
        }

        /** Of any life so far, alive or lost; more than its lease has left, now and then. */
        private void report() {
            if (held.isEmpty()) {
                return;
            }
            Held one = held.get(random.nextInt(held.size()));
            long cost = 1 + random.nextLong(USD / 2);
            boolean doubtful = random.nextInt(3) == 0;
            long settled = doubtful ? 0 : cost;
            var charges = new ArrayList<>(List.of(
                    charge(root, one.ofRoot(), settled, cost - settled), charge(soft, "", settled, cost - settled)));
            one.ofCredit().ifPresent(it -> charges.add(charge(it.budget(), it.lease(), settled, cost - settled)));
            note(usage.report(one.life(), cost, null, charges.toArray(dev.bursar.nodeapi.v1.Charge[]::new)));
        }

        private void note(UUID id) {
            order.putIfAbsent(id, order.size());
        }

        private void lose() {
            house.clock.advance(Duration.ofMinutes(13));
            house.sweep();
            node = house.newNode();
        }

        private void resolve() {
            List<Doubt> doubts = new ArrayList<>(house.doubts(organization));
            if (!doubts.isEmpty()) {
                doubts.sort(Comparator.comparing(doubt -> order.getOrDefault(doubt.id(), -1)));
                Doubt doubt = doubts.get(random.nextInt(doubts.size()));
                house.resolve(
                        organization,
                        doubt.id(),
                        random.nextBoolean() ? "provider_record" : "write_off",
                        Nanos.toUsd(random.nextLong(doubt.amount().nanos() + 1)));
            }
        }

        private void closeOrGoOn() {
            if (random.nextBoolean()) {
                house.clock.advance(Duration.ofDays(random.nextInt(20)));
            } else {
                String month = random.nextBoolean() ? "2026-03" : "2026-04";
                allowed(() -> house.books.close(organization, month), "period_open", "period_closed");
            }
        }

        private static void allowed(Runnable work, String... codes) {
            try {
                work.run();
            } catch (ProblemException e) {
                assertThat(e.code()).isIn((Object[]) codes);
            }
        }

        private String usd(long most) {
            return Nanos.toUsd(1 + random.nextLong(most));
        }

        private Optional<UUID> credit() {
            return house.tenancy.read(
                    organization,
                    tx -> tx.fetchOptional("SELECT budget_id FROM budget WHERE kind = 'credit'")
                            .map(row -> row.get(0, UUID.class)));
        }

        private static Optional<String> lease(AcquireLeasesReply reply, UUID budget) {
            return reply.getLeasesList().stream()
                    .filter(lease -> lease.getBudgetId().equals(budget.toString()))
                    .map(lease -> lease.getLeaseId())
                    .findFirst();
        }
    }
}
