package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.PROVIDER;
import static dev.bursar.server.usage.UsageOfTest.charge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.adminapi.budget.Doubt;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.sql.tables.records.BudgetPeriodRecord;
import dev.bursar.server.usage.UsageOfTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithPostgres
class DoubtsTest {
    private static final long USD = 1_000_000_000L;

    private final BudgetsOfTest house;
    private final UUID organization;
    private final UsageOfTest usage;
    private final UUID root;
    private final UUID soft;
    private final BudgetsOfTest.Life node;

    DoubtsTest(TestDatabase database) {
        house = new BudgetsOfTest(database);
        organization = house.tenants.organization("UTC");
        usage = new UsageOfTest(house, organization);
        root = house.tenants.hardBudget(organization, "organization", organization, "month", 100 * USD);
        soft = house.tenants.softBudget(organization, "organization", organization, "month", USD);
        node = house.newNode();
    }

    @AfterEach
    void booksAgree() {
        assertThat(house.books.check(organization).differences()).isEmpty();
    }

    @Test
    void settlesWhatTheProvidersRecordSaysOfALostLeaseAndFreesTheRest() {
        UUID lease = lost(5 * USD, root);

        Doubt resolved = house.resolve(organization, lease, "provider_record", "2");

        assertThat(resolved.state()).isEqualTo("resolved");
        assertThat(resolved.amount().nanos()).isEqualTo(5 * USD);
        assertThat(period(root).getSettledNanos()).isEqualTo(2 * USD);
        assertThat(period(root).getInDoubtNanos()).isZero();
        assertThat(house.books.balances(organization))
                .containsEntry("usage", 2 * USD)
                .containsEntry("providers", -2 * USD);
        assertThat(house.doubts(organization)).isEmpty();
        assertThat(house.audit.changes()).extracting(AuditLog.Change::action).contains("doubt.resolved");
    }

    @Test
    void writesOffWhatNobodyCanKnowAndKeepsItApart() {
        UUID lease = lost(5 * USD, root);

        house.resolve(organization, lease, "write_off", "5");

        assertThat(period(root).getSettledNanos()).isEqualTo(5 * USD);
        assertThat(house.books.balances(organization))
                .containsEntry("write_offs", 5 * USD)
                .containsEntry("providers", -5 * USD);
    }

    @Test
    void resolvesOnceAndNoMoreThanIsInDoubt() {
        UUID lease = lost(5 * USD, root);

        assertThatThrownBy(() -> house.resolve(organization, lease, "write_off", "5.000000001"))
                .hasMessageContaining("Less than that");
        house.resolve(organization, lease, "write_off", "0");

        assertThatThrownBy(() -> house.resolve(organization, lease, "write_off", "0"))
                .hasMessageContaining("any more");
        assertThatThrownBy(() -> house.resolve(organization, UUID.randomUUID(), "write_off", "0"))
                .hasMessageContaining("no such");
        assertThatThrownBy(() -> house.resolve(house.tenants.organization("UTC"), lease, "write_off", "0"))
                .hasMessageContaining("no such");
        assertThat(house.books.balances(organization)).isEmpty();
    }

    @Test
    void resolvesARequestAtEveryBudgetThatItWasChargedTo() {
        UUID event = usage.report(
                node, 4 * USD, null, charge(root, lease(5 * USD, root), 0, 4 * USD), charge(soft, "", 0, 4 * USD));
        assertThat(house.books.balances(organization)).containsEntry("usage", 4 * USD);

        house.resolve(organization, event, "provider_record", "1");

        for (UUID budget : List.of(root, soft)) {
            assertThat(period(budget).getSettledNanos()).isEqualTo(USD);
            assertThat(period(budget).getInDoubtNanos()).isZero();
        }
        assertThat(house.books.balances(organization))
                .containsEntry("usage", USD)
                .containsEntry("providers", -USD);
        assertThatThrownBy(() -> house.resolve(organization, event, "provider_record", "1"))
                .hasMessageContaining("any more");
    }

    @Test
    void paysALateReportOfAResolvedLeaseOnce() {
        BudgetsOfTest.Life lostLife = house.newNode();
        String lease = house.acquire(lostLife, organization, 5 * USD, root)
                .getLeases(0)
                .getLeaseId();
        loseEverything();
        house.resolve(organization, UUID.fromString(lease), "write_off", "2");

        usage.report(lostLife, 1_500_000_000L, null, charge(root, lease, 1_500_000_000L, 0));

        assertThat(period(root).getSettledNanos()).isEqualTo(2 * USD);
        assertThat(period(root).getOverrunNanos()).isZero();
        assertThat(house.books.balances(organization))
                .containsEntry("usage", 1_500_000_000L)
                .containsEntry("write_offs", 500_000_000L)
                .containsEntry("providers", -2 * USD);

        usage.report(lostLife, USD, null, charge(root, lease, USD, 0));

        assertThat(period(root).getSettledNanos()).isEqualTo(2 * USD);
        assertThat(period(root).getOverrunNanos()).isEqualTo(500_000_000L);
        assertThat(house.books.balances(organization))
                .containsEntry("usage", 2_500_000_000L)
                .containsEntry("write_offs", 0L);
    }

    @Test
    void tellsTheBooksOnceWhateverLevelsALostLifeHeld() {
        UUID key = house.tenants.key(organization, null);
        UUID cap = house.tenants.hardBudget(organization, "key", key, "month", 100 * USD);
        UUID ofCap = lost(5 * USD, cap, root);
        UUID ofRoot = house.doubts(organization).stream()
                .map(Doubt::id)
                .filter(id -> !id.equals(ofCap))
                .findFirst()
                .orElseThrow();

        house.resolve(organization, ofCap, "provider_record", "2");
        assertThat(house.books.balances(organization)).isEmpty();
        house.resolve(organization, ofRoot, "provider_record", "2");

        assertThat(house.books.balances(organization)).containsEntry("usage", 2 * USD);
        assertThat(period(cap).getSettledNanos()).isEqualTo(2 * USD);
    }

    @Test
    void drawsFromCreditsWhatWasSpentAndOnlyTheFeeOnAnOwnContract() {
        house.books.topUp(organization, "50");
        UUID credit = house.tenancy.read(
                organization,
                tx -> tx.fetchSingle("SELECT budget_id FROM budget WHERE kind = 'credit'")
                        .get(0, UUID.class));
        String ofCredit = lease(10 * USD, credit);
        String ofRoot = lease(20 * USD, root);
        UUID own = ownProvider();

        usage.report(node, 10 * USD, own, charge(credit, ofCredit, USD, 0), charge(root, ofRoot, 10 * USD, 0));
        usage.report(node, 2 * USD, null, charge(credit, ofCredit, 2 * USD, 0), charge(root, ofRoot, 2 * USD, 0));
        UUID doubt = usage.report(
                node, 4 * USD, own, charge(credit, ofCredit, 0, 400_000_000L), charge(root, ofRoot, 0, 4 * USD));
        house.resolve(organization, doubt, "provider_record", "1");

        assertThat(house.books.balances(organization))
                .containsEntry("drawn", -2 * USD)
                .containsEntry("own_credential_fees", -1_100_000_000L)
                .containsEntry("credits", -46_900_000_000L)
                .containsEntry("usage", 13 * USD);
        assertThat(period(credit).getSettledNanos()).isEqualTo(3_100_000_000L);
    }

    @Test
    void listsTheOldestFirstPageByPageAndByBudget() {
        UUID first = lost(USD, root);
        house.clock.advance(Duration.ofMinutes(1));
        UUID second = usage.report(node, 2 * USD, null, charge(soft, "", 0, 2 * USD));
        house.clock.advance(Duration.ofMinutes(1));
        UUID third = usage.report(node, 3 * USD, null, charge(soft, "", 0, 3 * USD));

        assertThat(house.doubts(organization)).extracting(Doubt::id).containsExactly(first, second, third);
        assertThat(house.doubts(organization)).extracting(Doubt::kind).containsExactly("lease", "request", "request");
        List<UUID> paged = new ArrayList<>();
        Optional<dev.bursar.server.platform.web.Cursors.At> after = Optional.empty();
        do {
            var from = after;
            var page = house.tenancy.read(
                    organization, tx -> house.doubtList.page(tx, Caller.system(organization), null, from, 1));
            page.items().forEach(doubt -> paged.add(doubt.id()));
            after = dev.bursar.server.platform.web.Cursors.at(page.next());
        } while (after.isPresent());
        assertThat(paged).containsExactly(first, second, third);
        assertThat(house.tenancy
                        .read(
                                organization,
                                tx -> house.doubtList.page(tx, Caller.system(organization), root, Optional.empty(), 10))
                        .items())
                .extracting(Doubt::id)
                .containsExactly(first);
    }

    private String lease(long nanos, UUID budget) {
        return house.acquire(node, organization, nanos, budget).getLeases(0).getLeaseId();
    }

    /** @return the lease of the first budget */
    private UUID lost(long nanos, UUID... budgets) {
        var leases =
                house.acquire(house.newNode(), organization, nanos, budgets).getLeasesList();
        loseEverything();
        return leases.stream()
                .filter(lease -> lease.getBudgetId().equals(budgets[0].toString()))
                .map(lease -> UUID.fromString(lease.getLeaseId()))
                .findFirst()
                .orElseThrow();
    }

    private void loseEverything() {
        house.clock.advance(Duration.ofMinutes(13));
        house.sweep();
    }

    private BudgetPeriodRecord period(UUID budget) {
        return house.period(organization, budget);
    }

    private UUID ownProvider() {
        UUID id = UUID.randomUUID();
        house.tenancy.write(
                organization,
                tx -> tx.insertInto(PROVIDER)
                        .set(PROVIDER.ORGANIZATION_ID, organization)
                        .set(PROVIDER.PROVIDER_ID, id)
                        .set(PROVIDER.NAME, "Own")
                        .set(PROVIDER.SLUG, "own")
                        .set(PROVIDER.KIND, "sandbox")
                        .set(PROVIDER.BASE_URL, "")
                        .set(PROVIDER.STATE, "active")
                        .set(PROVIDER.PAID_BY, "organization")
                        .set(PROVIDER.CREATED_AT, house.clock.instant())
                        .execute());
        return id;
    }
}
