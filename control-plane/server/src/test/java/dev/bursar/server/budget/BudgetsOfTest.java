package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET_PERIOD;
import static dev.bursar.server.sql.Tables.LEASE;

import dev.bursar.adminapi.budget.Doubt;
import dev.bursar.adminapi.budget.ResolveDoubt;
import dev.bursar.adminapi.budget.UpdateBudget;
import dev.bursar.nodeapi.v1.AcquireLeasesReply;
import dev.bursar.nodeapi.v1.AcquireLeasesRequest;
import dev.bursar.nodeapi.v1.LeaseReturn;
import dev.bursar.nodeapi.v1.LeaseWish;
import dev.bursar.nodeapi.v1.ReturnLeasesRequest;
import dev.bursar.policy.budget.Acquisition;
import dev.bursar.policy.budget.BooksState;
import dev.bursar.policy.budget.LeaseTerms;
import dev.bursar.policy.budget.NodeLife;
import dev.bursar.policy.budget.Treasury;
import dev.bursar.policy.budget.Wish;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.ledger.LedgerOfTest;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.publication.Fleet;
import dev.bursar.server.publication.FleetOfTest;
import dev.bursar.server.publication.Node;
import dev.bursar.server.publication.Recalls;
import dev.bursar.server.sql.tables.records.BudgetPeriodRecord;
import dev.bursar.server.sql.tables.records.LeaseRecord;
import dev.bursar.server.testing.RecordingAudit;
import dev.bursar.server.testing.Tenants;
import dev.bursar.server.testing.TestClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The budget capability on a test's database, with a clock that the test moves. */
public final class BudgetsOfTest {
    static final LeaseTerms TERMS =
            new LeaseTerms(Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofMinutes(5));

    public final TestClock clock = new TestClock(Instant.parse("2026-03-10T12:00:00Z"));
    public final Tenancy tenancy;
    public final Tenants tenants;
    public final Fleet fleet;
    public final Leases leases;
    public final LeaseEnds ends;
    public final Bookings bookings;
    public final Budgets budgets;
    public final RecordingAudit audit = new RecordingAudit();
    public final LedgerOfTest books;
    final DoubtReadModel doubtList = new DoubtReadModel();
    final Doubts doubts;
    final Recalls recalls;
    final BookStores stores;
    final Treasury treasury;
    final JooqPeriods periods = new JooqPeriods();
    private final AtomicLong requestIds = new AtomicLong();

    public BudgetsOfTest(TestDatabase database) {
        this(database.tenancy());
    }

    public BudgetsOfTest(Tenancy tenancy) {
        this.tenancy = tenancy;
        tenants = new Tenants(tenancy);
        Ids ids = new Ids(clock, new SecureRandom());
        fleet = FleetOfTest.fleet(tenancy, ids, clock);
        recalls = FleetOfTest.recalls(tenancy, clock);
        JooqBudgets views = new JooqBudgets();
        stores = new BookStores(
                fleet, periods, new JooqLeases(), views, new JooqAnswers(), new JooqResolutions(), TERMS);
        treasury = new Treasury(TERMS, ids::next);
        leases = new Leases(tenancy, stores, treasury, fleet, recalls, clock);
        ends = new LeaseEnds(tenancy, fleet, stores, treasury, clock);
        bookings = new Bookings(stores, treasury);
        books = new LedgerOfTest(tenancy, new CreditBudget(periods, ids, clock), audit, clock);
        doubts = new Doubts(doubtList, bookings, new DoubtPostings(books.books, books.usage), audit, ids, clock);
        budgets = new Budgets(views, audit, FleetOfTest.changes(clock), ids, clock);
    }

    /** A node in one of its lives. */
    public record Life(Node node, long epoch) {}

    public Life newNode() {
        return open(fleet.admit("node-" + UUID.randomUUID()));
    }

    public Life open(Node node) {
        return new Life(node, fleet.openEpoch(node, "test", "127.0.0.1:1"));
    }

    public AcquireLeasesReply acquire(Life life, UUID organization, long leastNanos, UUID... budgetIds) {
        return leases.acquire(life.node(), acquisition(life, organization, leastNanos, budgetIds));
    }

    /** Grants in one transaction, as those that wait for the same account. */
    public void acquireTogether(UUID organization, List<Acquisition> calls) {
        leases.acquire(organization, calls);
    }

    public Acquisition call(Life life, long leastNanos, UUID... budgetIds) {
        List<Wish> wishes =
                Stream.of(budgetIds).map(budget -> Wish.of(budget, leastNanos)).toList();
        return new Acquisition(new NodeLife(life.node().id(), life.epoch()), requestIds.incrementAndGet(), wishes, 1);
    }

    public AcquireLeasesRequest acquisition(Life life, UUID organization, long leastNanos, UUID... budgetIds) {
        AcquireLeasesRequest.Builder request = AcquireLeasesRequest.newBuilder()
                .setEpoch(life.epoch())
                .setRequestId(requestIds.incrementAndGet())
                .setOrganizationId(organization.toString());
        for (UUID budget : budgetIds) {
            request.addWishes(
                    LeaseWish.newBuilder().setBudgetId(budget.toString()).setLeastNanos(leastNanos));
        }
        return request.build();
    }

    public ReturnLeasesRequest returning(Life life, UUID organization, String leaseId, long nanos) {
        return ReturnLeasesRequest.newBuilder()
                .setEpoch(life.epoch())
                .setRequestId(requestIds.incrementAndGet())
                .setOrganizationId(organization.toString())
                .addReturns(LeaseReturn.newBuilder().setLeaseId(leaseId).setNanos(nanos))
                .build();
    }

    public void changeLimit(UUID organization, UUID budget, String limitUsd) {
        BudgetChanges changes = new BudgetChanges(
                periods,
                new FourEyes(new Ids(clock, new SecureRandom()), clock),
                audit,
                FleetOfTest.changes(clock),
                clock);
        tenancy.write(organization, tx -> {
            changes.update(tx, Caller.system(organization), budget, null, UpdateBudget.limit(limitUsd));
            return true;
        });
    }

    /** Accounts, leases, charges and resolutions as they stand in the tables. */
    public BooksState books(UUID organization) {
        return BooksOfTest.read(tenancy, organization);
    }

    /** What the job does when the limit's time has come. */
    public void refreshLimit(UUID organization, UUID budget) {
        tenancy.write(organization, tx -> {
            periods.refresh(tx, organization, budget, clock.instant());
            return true;
        });
    }

    /** Oldest first. */
    public List<Doubt> doubts(UUID organization) {
        return tenancy.read(
                organization,
                tx -> doubtList
                        .page(tx, Caller.system(organization), null, Optional.empty(), 200)
                        .items());
    }

    public Doubt resolve(UUID organization, UUID doubt, String proof, String spentUsd) {
        return tenancy.write(
                organization,
                tx -> doubts.resolve(
                        tx, Caller.system(organization), doubt, new ResolveDoubt(proof, spentUsd, "looked it up")));
    }

    public int sweep() {
        return ends.sweep();
    }

    public BudgetPeriodRecord period(UUID organization, UUID budget) {
        return periodsOf(organization, budget).getLast();
    }

    public List<BudgetPeriodRecord> periodsOf(UUID organization, UUID budget) {
        return tenancy.read(
                organization,
                tx -> tx.selectFrom(BUDGET_PERIOD)
                        .where(BUDGET_PERIOD.BUDGET_ID.eq(budget))
                        .orderBy(BUDGET_PERIOD.PERIOD_START)
                        .fetch());
    }

    public List<LeaseRecord> leasesOf(UUID organization, UUID budget) {
        return tenancy.read(
                organization,
                tx -> tx.selectFrom(LEASE).where(LEASE.BUDGET_ID.eq(budget)).fetch());
    }
}
