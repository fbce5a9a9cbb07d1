package dev.bursar.server.notice;

import static dev.bursar.server.notice.NoticesOfTest.USD;
import static dev.bursar.server.usage.UsageOfTest.charge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.ledger.LedgerCheck.Difference;
import dev.bursar.server.budget.BudgetsOfTest;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.sql.tables.records.AlertRecord;
import dev.bursar.server.usage.UsageOfTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What needs no rule: the books differ, a provider reports more than its bound. */
@WithPostgres
class AlwaysToldTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final TestDatabase database;
    private final ScriptedReceiver receiver = new ScriptedReceiver();
    private final ScriptedReceiver operator = new ScriptedReceiver();
    private final ScriptedMailServer mail = new ScriptedMailServer();
    private final NoticesOfTest house;

    AlwaysToldTest(TestDatabase database) {
        this.database = database;
        house = new NoticesOfTest(
                database,
                new NoticeProperties(
                        Duration.ofMinutes(1),
                        true,
                        "",
                        NoticesOfTest.mail(mail.port()),
                        new NoticeProperties.Operator("ops@example.net", operator.url())),
                (SSLSocketFactory) SSLSocketFactory.getDefault());
        house.budgets.books.listeners.add(house.booksAlerts);
        house.channel("slack", receiver.url());
    }

    @AfterEach
    void close() {
        receiver.close();
        operator.close();
        mail.close();
    }

    @Test
    void tellsOfADifferenceInTheBooksOnceEverywhere() {
        UUID admin = house.administrator();
        house.budgets.books.correct(house.organization, "3", "more");
        tamper("UPDATE ledger_balance SET balance_nanos = balance_nanos + 7 WHERE account = 'usage'");

        compare();
        compare();

        assertThat(house.raised()).singleElement().satisfies(alert -> {
            assertThat(alert.getKind()).isEqualTo("books");
            assertThat(alert.getBudgetId()).isNull();
            assertThat(alert.getSentence())
                    .isEqualTo("The books differ: ledger balance of usage is 3.000000007 USD,"
                            + " its parts sum to 3.00 USD.");
        });
        assertThat(house.deliveries())
                .hasSize(4)
                .allSatisfy(delivery -> assertThat(delivery.getState()).isEqualTo("delivered"));
        assertThat(receiver.got())
                .singleElement()
                .satisfies(got -> assertThat(got.text()).contains("3.000000007 USD"));
        assertThat(operator.got())
                .singleElement()
                .satisfies(got -> assertThat(got.text()).contains("organization " + house.organization));
        assertThat(mail.commands())
                .containsOnlyOnce("RCPT TO:<ops@example.net>", "RCPT TO:<" + admin + "@example.org>");
    }

    @Test
    void tellsOfAnotherDifferenceAndOfOneThatComesBack() {
        house.budgets.books.correct(house.organization, "3", "more");
        tamper("UPDATE ledger_balance SET balance_nanos = balance_nanos + 7 WHERE account = 'usage'");
        compare();
        tamper("UPDATE ledger_balance SET balance_nanos = balance_nanos - 1 WHERE account = 'providers'");
        compare();
        assertThat(house.raised())
                .extracting(AlertRecord::getSentence)
                .satisfiesExactly(
                        first -> assertThat(first).contains("of usage is").doesNotContain("of providers"),
                        second -> assertThat(second).contains("of providers is").doesNotContain("of usage"));

        tamper("UPDATE ledger_balance SET balance_nanos = balance_nanos - 7 WHERE account = 'usage'");
        compare();
        assertThat(house.raised()).hasSize(2);
        tamper("UPDATE ledger_balance SET balance_nanos = balance_nanos + 7 WHERE account = 'usage'");
        compare();
        assertThat(house.raised()).hasSize(3);
    }

    @Test
    void saysSinceWhenTheBooksDiffer() {
        house.budgets.books.correct(house.organization, "3", "more");
        tamper("UPDATE ledger_balance SET balance_nanos = balance_nanos + 7 WHERE account = 'usage'");
        var first = house.budgets.books.check(house.organization);
        house.clock.advance(Duration.ofHours(1));
        var second = house.budgets.books.check(house.organization);

        assertThat(second.differences()).extracting(Difference::since).containsExactly(first.at());
        assertThat(house.budgets.books.lastCheck(house.organization)).contains(second);
    }

    @Test
    void tellsOfAnOverrunOnceForEachBudgetAndPeriod() {
        UUID budget = house.budget(100 * USD);
        BudgetsOfTest.Life node = house.budgets.newNode();
        UsageOfTest usage = new UsageOfTest(house.budgets, house.organization, List.of(house.overruns));
        for (int i = 0; i < 3; i++) {
            String lease = house.budgets
                    .acquire(node, house.organization, 5 * USD, budget)
                    .getLeases(0)
                    .getLeaseId();
            usage.report(node, 20 * USD, null, charge(budget, lease, 20 * USD, 0));
        }
        house.runAfter(SOON);

        assertThat(house.raised()).singleElement().satisfies(alert -> {
            assertThat(alert.getKind()).isEqualTo("overrun");
            assertThat(alert.getBudgetId()).isEqualTo(budget);
            assertThat(alert.getSentence())
                    .contains("more than the stated bound")
                    .contains("organization budget");
        });
        assertThat(receiver.got()).hasSize(1);
        assertThat(operator.got()).isEmpty();
    }

    private void compare() {
        house.budgets.books.check(house.organization);
        house.runAfter(SOON);
    }

    private void tamper(String sql) {
        database.asOwner(owner -> owner.transactionResult(tx -> {
            tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", house.organization.toString());
            return tx.dsl().execute(sql);
        }));
    }
}
