package dev.bursar.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.adminapi.ledger.LedgerCheck;
import dev.bursar.adminapi.ledger.LedgerEntry;
import dev.bursar.policy.ledger.Entry;
import dev.bursar.policy.ledger.Postings;
import dev.bursar.server.budget.BudgetsOfTest;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@WithPostgres
class BooksTest {
    private static final long USD = 1_000_000_000L;

    private final TestDatabase database;
    private final BudgetsOfTest house;
    private final LedgerOfTest books;
    private final UUID organization;

    BooksTest(TestDatabase database) {
        this.database = database;
        house = new BudgetsOfTest(database);
        books = house.books;
        organization = house.tenants.organization("Europe/Berlin");
    }

    @Test
    void makesTheCreditBudgetWithTheFirstTopUpAndRaisesItWithEachLessTheFee() {
        feeBasisPoints(250);
        books.topUp(organization, "100");
        books.topUp(organization, "0.000000001");

        assertThat(credit()).containsExactly(97_500_000_000L);
        assertThat(books.balances(organization))
                .isEqualTo(Map.of("cash", 100 * USD + 1, "credits", -97_500_000_000L, "fees", -2_500_000_001L));
        assertThat(books.check(organization).differences()).isEmpty();
    }

    @Test
    void paysBackWhatIsFreeAndNoMore() {
        books.topUp(organization, "10");
        UUID credit = creditId();
        house.acquire(house.newNode(), organization, 4 * USD, credit);

        assertThatThrownBy(() -> books.refund(organization, "6.01")).hasMessageContaining("free");
        assertThatThrownBy(() -> books.refund(house.tenants.organization("UTC"), "1"))
                .hasMessageContaining("free");
        books.refund(organization, "6");

        assertThat(credit()).containsExactly(4 * USD);
        assertThat(house.period(organization, credit).getLimitNanos()).isEqualTo(4 * USD);
        assertThat(books.balances(organization)).containsEntry("cash", 4 * USD).containsEntry("credits", -4 * USD);
        assertThat(books.check(organization).differences()).isEmpty();
    }

    @Test
    void numbersEntriesWithoutGapsHoweverManyPostAtOnce() throws Exception {
        List<Callable<Long>> posts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean fails = i % 4 == 0;
            posts.add(() ->
                    fails ? failing() : books.correct(organization, "1", "more").sequence());
        }
        List<Long> sequences = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (Future<Long> done : pool.invokeAll(posts)) {
                sequences.add(done.get());
            }
        }

        assertThat(sequences.stream().filter(n -> n > 0).sorted().toList())
                .isEqualTo(LongStream.rangeClosed(1, 30).boxed().toList());
        assertThat(books.balances(organization)).containsEntry("usage", 30 * USD);
        assertThat(books.check(organization).differences()).isEmpty();
    }

    @Test
    void closesAMonthOnceAndOnlyAfterItEnded() {
        books.topUp(organization, "100");
        books.correct(organization, "7", "more");
        assertThatThrownBy(() -> books.close(organization, "2026-03")).hasMessageContaining("not ended");
        house.clock.set(Instant.parse("2026-03-31T22:00:00Z"));
        books.close(organization, "2026-03");

        assertThatThrownBy(() -> books.close(organization, "2026-03")).hasMessageContaining("closed before");
        assertThat(books.balances(organization))
                .isEqualTo(Map.of(
                        "cash", 100 * USD,
                        "credits", -100 * USD,
                        "usage", 0L,
                        "providers", -7 * USD,
                        "closed", 7 * USD));
        books.close(organization, "2026-02");
        assertThat(books.entries(organization).getFirst().lines()).isEmpty();
    }

    @Test
    void datesNothingInAMonthThatIsClosedAndMarksUsageOfItAsLate() {
        Instant march = house.clock.instant();
        house.clock.set(Instant.parse("2026-04-01T00:00:00Z"));
        books.close(organization, "2026-03");
        house.clock.set(march);

        post(new UsageBatch.Used(march, 5, null, List.of()));

        LedgerEntry late = books.entries(organization).getFirst();
        assertThat(late.at().toInstant()).isEqualTo("2026-04-01T00:00:00Z");
        house.clock.set(Instant.parse("2026-04-02T00:00:00Z"));
        post(
                new UsageBatch.Used(march, 5, null, List.of()),
                new UsageBatch.Used(house.clock.instant(), 5, null, List.of()));
        assertThat(books.entries(organization).getFirst().memo()).isEqualTo("2 requests, late for 2026-03");
    }

    @Test
    void letsNobodyChangeOrUnbalanceAnEntry() {
        Books.Written written = books.correct(organization, "1", "less");
        String change = "UPDATE ledger_line SET amount_nanos = 5 WHERE entry_id = '" + written.id() + "'";
        String removal = "DELETE FROM ledger_entry";
        String unbalanced =
                "INSERT INTO ledger_line VALUES ('" + organization + "', '" + written.id() + "', 3, 'cash', 7)";

        for (String sql : List.of(change, removal)) {
            assertThatThrownBy(() -> house.tenancy.write(organization, tx -> tx.execute(sql)))
                    .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> house.tenancy.write(organization, tx -> tx.execute(unbalanced)))
                .hasStackTraceContaining("do not sum to zero");
    }

    @Test
    void namesWhatSomebodyTamperedWithAndByHowMuch() {
        books.topUp(organization, "10");
        Books.Written written = books.correct(organization, "3", "more");
        post(new UsageBatch.Used(house.clock.instant(), 5, null, List.of()));
        UUID credit = creditId();
        house.acquire(house.newNode(), organization, USD, credit);
        tamper("UPDATE ledger_line SET amount_nanos = amount_nanos + 7 WHERE account = 'usage' AND entry_id = '"
                + written.id() + "'");
        tamper("UPDATE budget_period SET settled_nanos = settled_nanos + 2");
        tamper("UPDATE budget SET limit_nanos = limit_nanos + 1");

        LedgerCheck found = books.check(organization);

        assertThat(found.differences())
                .extracting(
                        d -> d.what(),
                        d -> d.subject().split(" ")[0],
                        d -> d.found().nanos() - d.expected().nanos())
                .contains(
                        tuple("ledger_entry", written.id().toString(), 7L),
                        tuple("ledger_balance", "usage", -7L),
                        tuple("budget_settled", credit.toString(), 2L),
                        tuple("lease_settled", credit.toString(), 2L),
                        tuple("credit_limit", credit.toString(), 1L),
                        // An event that was never recorded.
                        tuple("ledger_usage", "usage", 5L));
        assertThat(books.alarms).singleElement().satisfies(alarm -> {
            assertThat(alarm.checkId()).isEqualTo(found.id());
            assertThat(alarm.differences()).hasSameSizeAs(found.differences());
        });
        assertThat(books.lastCheck(organization)).contains(found);
    }

    @Test
    void findsAMissingEntry() {
        books.correct(organization, "3", "more");
        books.correct(organization, "3", "more");
        tamper("DELETE FROM ledger_line WHERE entry_id IN (SELECT entry_id FROM ledger_entry WHERE sequence = 1)");
        tamper("DELETE FROM ledger_entry WHERE sequence = 1");

        assertThat(books.check(organization).differences())
                .extracting(LedgerCheck.Difference::what)
                .contains("ledger_sequence", "ledger_balance");
    }

    @Test
    void countsTheCheckOfAnotherOrganizationAsTheirs() {
        UUID other = house.tenants.organization("UTC");
        books.topUp(other, "5");
        house.clock.advance(Duration.ofMinutes(1));

        assertThat(books.check(organization).compared()).isEqualTo(3);
        assertThat(books.lastCheck(other)).isEmpty();
        assertThat(books.entries(organization)).isEmpty();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private void post(UsageBatch.Used... used) {
        house.tenancy.write(organization, tx -> {
            books.usage.post(tx, organization, new UsageBatch("batch", "node-1", List.of(used)));
            return true;
        });
    }

    private long failing() {
        try {
            house.tenancy.write(organization, tx -> {
                Entry entry = Postings.correction(USD);
                books.books.post(
                        tx,
                        organization,
                        new NewEntry(entry, "never", new NewEntry.Reference("provider", ""), "system"));
                throw new IllegalStateException("the change fails after its entry");
            });
        } catch (IllegalStateException e) {
            return 0;
        }
        throw new AssertionError("it did not fail");
    }

    private void feeBasisPoints(int points) {
        house.tenancy.write(
                organization, tx -> tx.execute("UPDATE organization SET top_up_fee_basis_points = ?", points));
    }

    private void tamper(String sql) {
        database.asOwner(owner -> owner.transactionResult(tx -> {
            tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", organization.toString());
            return tx.dsl().execute(sql);
        }));
    }

    private List<Long> credit() {
        return house.tenancy.read(
                organization,
                tx -> tx.fetch("SELECT limit_nanos FROM budget WHERE kind = 'credit'")
                        .getValues(0, Long.class));
    }

    private UUID creditId() {
        return house.tenancy.read(
                organization,
                tx -> tx.fetchSingle("SELECT budget_id FROM budget WHERE kind = 'credit'")
                        .get(0, UUID.class));
    }
}
