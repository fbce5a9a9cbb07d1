package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.USAGE_CHARGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.policy.budget.Acquisition;
import dev.bursar.policy.budget.Books;
import dev.bursar.policy.budget.BooksState;
import dev.bursar.policy.budget.Charge;
import dev.bursar.policy.budget.Doubt;
import dev.bursar.policy.budget.LeaseAccount;
import dev.bursar.policy.budget.NodeLife;
import dev.bursar.policy.budget.Posting;
import dev.bursar.policy.budget.Proof;
import dev.bursar.policy.budget.Resolution;
import dev.bursar.policy.budget.Ruling;
import dev.bursar.policy.budget.Treasury;
import dev.bursar.policy.budget.TreasuryException;
import dev.bursar.policy.budget.UsageBook;
import dev.bursar.policy.budget.UsageReport;
import dev.bursar.policy.budget.Window;
import dev.bursar.policy.budget.Wish;
import dev.bursar.policy.budget.memory.InMemoryBooks;
import dev.bursar.policy.budget.memory.InMemoryLives;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.junit.jupiter.api.RepeatedTest;

/**
 * The contract of the books: one random history, run by the same treasury on books in memory and on PostgreSQL, has the
 * same answers and leaves the same books, which are right after every step.
 */
@WithPostgres
class BooksAgreeTest {
    private static final int STEPS = 120;
    private static final Instant START = Instant.parse("2026-03-10T22:00:00Z");

    private final BudgetsOfTest house;
    private final UUID organization;
    private final UUID key;
    private final InMemoryLives lives = new InMemoryLives();
    private final InMemoryBooks memory = new InMemoryBooks(lives);
    private final UUID base = UUID.randomUUID();
    private final Treasury inMemory = new Treasury(BudgetsOfTest.TERMS, ids(base));
    private final Treasury inTables = new Treasury(BudgetsOfTest.TERMS, ids(base));
    private final List<UUID> hard = new ArrayList<>();
    private final List<BudgetsOfTest.Life> open = new ArrayList<>();
    private final List<UsageReport> sent = new ArrayList<>();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final UUID soft;
    private Instant now = START;
    private long numbers;

    BooksAgreeTest(TestDatabase database) {
        house = new BudgetsOfTest(database);
        organization = house.tenants.organization("UTC");
        key = house.tenants.key(organization, null);
        hard.add(budget("organization", organization, 50_000));
        hard.add(budget("key", key, 9_000));
        hard.add(budget("key", key, 12_000));
        soft = house.tenants.softBudget(organization, "key", key, "day", 500);
        memory.open(soft, false, 5, 500, BooksAgreeTest::day);
        open.add(house.newNode());
        open.add(house.newNode());
        open.forEach(life -> lives.open(life.node().id(), now));
        house.clock.set(now);
    }

    @RepeatedTest(3)
    void holdTheSameInMemoryAndInTablesAfterAnyHistory() {
        for (int i = 0; i < STEPS; i++) {
            BooksState before = memory.state();
            step(random.nextInt(12));
            BooksState tables = BooksOfTest.read(house.tenancy, organization);
            assertThat(tables.violations()).as("seed %d, step %d", seed, i).isEmpty();
            assertThat(tables.violationsSince(before))
                    .as("seed %d, step %d", seed, i)
                    .isEmpty();
            assertThat(tables).as("seed %d, step %d", seed, i).isEqualTo(BooksOfTest.sorted(bare(memory.state())));
        }
        assertThat(memory.state().leases()).as("seed %d", seed).isNotEmpty();
        assertThat(memory.state().postings()).as("seed %d", seed).isNotEmpty();
    }

    private void step(int kind) {
        switch (kind) {
            case 0, 1, 2, 3 -> acquire();
            case 4, 5, 6 -> report();
            case 7 -> giveBack();
            case 8 -> passTime();
            case 9 -> end();
            case 10 -> rule();
            default -> changeLimit();
        }
    }

    private void acquire() {
        List<Acquisition> calls = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            calls.add(call());
        }
        both((treasury, books, usage) -> treasury.acquire(books, calls, now));
    }

    private Acquisition call() {
        List<Wish> wishes = new ArrayList<>();
        for (UUID budget : hard) {
            if (random.nextInt(3) > 0) {
                boolean next = random.nextInt(8) == 0;
                wishes.add(new Wish(budget, next, random.nextInt(3_000), random.nextInt(500), random.nextInt(900)));
            }
        }
        return new Acquisition(life(any(open)), random.nextInt(40), wishes, 1 + random.nextInt(3));
    }

    private void giveBack() {
        BudgetsOfTest.Life life = any(open);
        Map<UUID, Long> returns = new TreeMap<>();
        memory.leasesOf(life(life)).forEach(lease -> returns.put(lease.id(), (long) random.nextInt(2_000)));
        long number = random.nextInt(40);
        both((treasury, books, usage) -> {
            treasury.giveBack(books, life(life), number, returns, now);
            return true;
        });
    }

    private void report() {
        BudgetsOfTest.Life life = any(open);
        List<UsageReport> reports = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            reports.add(random.nextInt(5) == 0 && !sent.isEmpty() ? any(sent) : fresh(life));
        }
        Map<UUID, UsageReport> each = new TreeMap<>();
        reports.forEach(report -> each.put(report.eventId(), report));
        sent.addAll(reports);
        both((treasury, books, usage) ->
                treasury.report(books, usage, life.node().id(), each.values(), now));
    }

    private UsageReport fresh(BudgetsOfTest.Life life) {
        List<Charge> charges = new ArrayList<>();
        Set<UUID> charged = new HashSet<>();
        for (LeaseAccount lease : memory.leasesOf(life(life))) {
            if (random.nextBoolean() && charged.add(lease.budgetId())) {
                long doubt = random.nextInt(3) == 0 ? random.nextInt(700) : 0;
                charges.add(new Charge(lease.budgetId(), lease.id(), random.nextInt(900), doubt, now));
            }
        }
        if (random.nextInt(3) == 0) {
            charges.add(new Charge(soft, null, random.nextInt(300), random.nextInt(50), now));
        }
        return new UsageReport(new UUID(9, ++numbers), life.epoch(), charges, random.nextInt(9) == 0 ? "odd" : "");
    }

    private void passTime() {
        now = now.plus(Duration.ofSeconds(random.nextInt(1_500)));
        house.clock.set(now);
        both((treasury, books, usage) -> treasury.sweep(books, lives.fenced(), now));
    }

    private void end() {
        int number = random.nextInt(open.size());
        BudgetsOfTest.Life old = open.get(number);
        if (random.nextBoolean()) {
            house.fleet.fence(old.node(), old.epoch());
            lives.fence(life(old), now);
            both((treasury, books, usage) -> {
                treasury.closeEpoch(books, life(old), now);
                return true;
            });
            house.fleet.closeEpoch(old.node(), old.epoch());
            lives.close(life(old), now);
        }
        lives.open(old.node().id(), now);
        open.set(number, house.open(old.node()));
    }

    private void rule() {
        List<Doubt> doubts = new ArrayList<>();
        memory.state().leases().forEach(lease -> doubts.add(new Doubt.OfLease(lease.id())));
        memory.state().postings().forEach(posting -> doubts.add(new Doubt.OfEvent(posting.eventId())));
        if (!doubts.isEmpty()) {
            Ruling ruling = new Ruling(
                    new UUID(8, ++numbers), any(doubts), Proof.WRITE_OFF, random.nextInt(400), "lost", "Ada", now);
            both((treasury, books, usage) -> treasury.resolve(books, ruling).stream()
                    .map(Resolution::spentNanos)
                    .sorted()
                    .toList());
        }
    }

    private void changeLimit() {
        UUID budget = any(hard);
        long limit = random.nextInt(20_000);
        memory.limit(budget, limit);
        house.tenancy.write(
                organization,
                tx -> tx.update(BUDGET)
                        .set(BUDGET.LIMIT_NANOS, limit)
                        .where(BUDGET.BUDGET_ID.eq(budget))
                        .execute());
        both((treasury, books, usage) -> treasury.changeLimit(books, budget, limit, now));
    }

    private interface Call {
        Object of(Treasury treasury, Books books, UsageBook usage);
    }

    private void both(Call call) {
        Object expected = outcome(() -> memory.transaction(() -> call.of(inMemory, memory, memory)));
        Object found = outcome(() -> house.tenancy.write(
                organization, tx -> call.of(inTables, house.stores.open(tx, organization, now), new Events(tx))));
        assertThat(found).as("seed %d", seed).isEqualTo(expected);
    }

    private static Object outcome(Supplier<Object> work) {
        try {
            return work.get();
        } catch (TreasuryException e) {
            return e.code();
        }
    }

    /** Events with their money only. */
    private final class Events implements UsageBook {
        private final DSLContext tx;

        private Events(DSLContext tx) {
            this.tx = tx;
        }

        @Override
        public Set<UUID> record(UUID nodeId, List<UsageReport> reports) {
            Set<UUID> fresh = new HashSet<>();
            for (UsageReport report : reports) {
                int inserted = tx.execute(
                        "INSERT INTO usage_event VALUES (?, ?, ?, ?, 0, ?, 'm', NULL, ?::timestamptz, ?::timestamptz, 0, 0, 'completed', false,"
                                + " 0, 0, 0, 0, 0, 0, '', false, 0, '', ?) ON CONFLICT DO NOTHING",
                        organization,
                        report.eventId(),
                        nodeId,
                        report.epoch(),
                        key,
                        now.atOffset(ZoneOffset.UTC),
                        now.atOffset(ZoneOffset.UTC),
                        report.objection());
                if (inserted == 1) {
                    fresh.add(report.eventId());
                }
            }
            return fresh;
        }

        @Override
        public void post(List<Posting> postings) {
            for (Posting posting : postings) {
                tx.insertInto(USAGE_CHARGE)
                        .set(USAGE_CHARGE.ORGANIZATION_ID, organization)
                        .set(USAGE_CHARGE.EVENT_ID, posting.eventId())
                        .set(USAGE_CHARGE.BUDGET_ID, posting.budgetId())
                        .set(USAGE_CHARGE.PERIOD_START, posting.periodStart())
                        .set(USAGE_CHARGE.LEASE_ID, posting.leaseId())
                        .set(USAGE_CHARGE.SETTLED_NANOS, posting.settledNanos())
                        .set(USAGE_CHARGE.IN_DOUBT_NANOS, posting.inDoubtNanos())
                        .set(USAGE_CHARGE.OVERRUN_NANOS, posting.overrunNanos())
                        .set(USAGE_CHARGE.PRESUMED_NANOS, posting.presumedNanos())
                        .execute();
            }
        }
    }

    /** Without what the tables don't keep of a ruling. */
    private static BooksState bare(BooksState state) {
        return new BooksState(
                state.periods(),
                state.leases(),
                state.postings(),
                state.resolutions().stream()
                        .map(it -> new Resolution(bare(it.ruling()), it.period(), it.spentNanos(), it.unspentNanos()))
                        .toList());
    }

    private static Ruling bare(Ruling it) {
        return new Ruling(it.id(), it.doubt(), it.proof(), 0, it.reason(), it.by(), it.at());
    }

    private UUID budget(String scope, UUID scopeId, long limitNanos) {
        UUID id = house.tenants.hardBudget(organization, scope, scopeId, "day", limitNanos);
        memory.open(id, true, Level.depth(scope), limitNanos, BooksAgreeTest::day);
        return id;
    }

    private static Window day(Instant at) {
        Instant start = at.truncatedTo(ChronoUnit.DAYS);
        return new Window(start, start.plus(Duration.ofDays(1)));
    }

    private static Supplier<UUID> ids(UUID base) {
        AtomicLong last = new AtomicLong();
        return () -> new UUID(base.getMostSignificantBits(), last.incrementAndGet());
    }

    private static NodeLife life(BudgetsOfTest.Life life) {
        return new NodeLife(life.node().id(), life.epoch());
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
