package dev.bursar.server.notice;

import static dev.bursar.server.notice.NoticesOfTest.USD;
import static dev.bursar.server.sql.Tables.APPOINTMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What crosses is told once, on real PostgreSQL. */
@WithPostgres
class EvaluatorTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestDatabase database;
    private final NoticesOfTest house;
    private final UUID budget;

    EvaluatorTest(TestDatabase database) {
        this.database = database;
        house = new NoticesOfTest(database, NoticesOfTest.noMail());
        budget = house.budget(100 * USD);
    }

    @Test
    void raisesOneAlertForOneCrossing() {
        house.rule("threshold", 80, null, List.of(), false);
        house.spent(budget, 100 * USD, 79 * USD);
        house.runAfter(HOUR);
        assertThat(house.raised()).isEmpty();

        house.spent(budget, 100 * USD, 80 * USD);
        house.runAfter(HOUR);
        house.spent(budget, 100 * USD, 95 * USD);
        house.runAfter(HOUR);

        assertThat(house.raised()).singleElement().satisfies(alert -> {
            assertThat(alert.getKind()).isEqualTo("threshold");
            assertThat(alert.getBudgetId()).isEqualTo(budget);
            assertThat(alert.getSentence())
                    .isEqualTo("The budget organization budget has spent 80% of its limit: 80.00 of 100.00 USD.");
        });
    }

    @Test
    void raisesAnewWhenARaisedLimitIsCrossed() {
        house.rule("threshold", 80, budget, List.of(), false);
        house.spent(budget, 100 * USD, 80 * USD);
        house.runAfter(HOUR);
        house.spent(budget, 200 * USD, 150 * USD);
        house.runAfter(HOUR);
        assertThat(house.raised()).hasSize(1);

        house.spent(budget, 200 * USD, 160 * USD);
        house.runAfter(HOUR);
        house.spent(budget, 100 * USD, 160 * USD);
        house.runAfter(HOUR);

        assertThat(house.raised()).hasSize(2);
    }

    @Test
    void raisesOneAlertWhereSeveralControlPlanesSeeTheCrossing() throws Exception {
        UUID rule = house.rule("threshold", 80, null, List.of(), true);
        house.own(budget, house.tenants.member(house.organization));
        Rule watching = house.tenancy.read(
                house.organization,
                tx -> new JooqRules().find(tx, house.organization, rule).orElseThrow());
        Alerts.Crossing crossing =
                new Alerts.Crossing(rule, "threshold", budget, "march", "It has.", java.util.Map.of());
        UUID member = house.tenants.member(house.organization);
        List<Boolean> won = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> raises = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                raises.add(() -> database.tenancy()
                        .write(
                                house.organization,
                                tx -> house.alerts.raise(tx, house.organization, watching, member, crossing)));
            }
            for (var raised : threads.invokeAll(raises)) {
                won.add(raised.get());
            }
        }

        assertThat(won).filteredOn(first -> first).hasSize(1);
        assertThat(house.raised()).hasSize(1);
        assertThat(house.deliveries()).hasSize(1);
    }

    @Test
    void foretellsThatTheLimitIsReachedBeforeThePeriodEnds() {
        house.rule("forecast", null, null, List.of(), false);
        long spent = 0;
        for (int hour = 0; hour <= 24; hour++) {
            house.spent(budget, 100 * USD, spent);
            house.runAfter(HOUR);
            assertThat(house.raised()).as("hour " + hour).hasSize(hour < 24 ? 0 : 1);
            spent += USD;
        }

        assertThat(house.raised().getFirst().getSentence())
                .contains("reaches its limit of 100.00 USD at 2026-03-14T17:00:00Z, before its period ends.");
        house.runAfter(HOUR);
        assertThat(house.raised()).hasSize(1);
    }

    @Test
    void foretellsNothingWhereThePaceIsGood() {
        house.rule("forecast", null, null, List.of(), false);
        for (int hour = 0; hour <= 30; hour++) {
            house.spent(budget, 100 * USD, hour * USD / 100);
            house.runAfter(HOUR);
        }

        assertThat(house.raised()).isEmpty();
    }

    @Test
    void findsAnHourFarAboveTheSameHourOfTheDaysBefore() {
        house.rule("anomaly", null, null, List.of(), false);
        long spent = 0;
        for (int hour = 0; hour < 24 * 8; hour++) {
            spent += USD / 100;
            house.spent(budget, 100 * USD, spent);
            house.runAfter(HOUR);
        }
        assertThat(house.raised()).isEmpty();

        house.spent(budget, 100 * USD, spent + 5 * USD);
        house.runAfter(HOUR);

        assertThat(house.raised()).singleElement().satisfies(alert -> {
            assertThat(alert.getKind()).isEqualTo("anomaly");
            assertThat(alert.getSentence())
                    .contains("spent 5.00 USD in the hour to")
                    .contains("is 0.01 USD");
        });
    }

    @Test
    void takesAGapForNoSpike() {
        house.rule("anomaly", null, null, List.of(), false);
        for (int hour = 0; hour < 24 * 8; hour++) {
            house.spent(budget, 100 * USD, hour * USD / 100);
            house.runAfter(HOUR);
        }

        house.spent(budget, 100 * USD, 20 * USD);
        house.runAfter(Duration.ofHours(12));

        assertThat(house.raised()).isEmpty();
    }

    @Test
    void leavesOrganizationsWithoutRulesAlone() {
        house.spent(budget, 100 * USD, 100 * USD);
        house.runAfter(HOUR);
        assertThat(house.raised()).isEmpty();
        int appointments = house.tenancy.platform(
                tx -> tx.fetchCount(APPOINTMENT, APPOINTMENT.ORGANIZATION_ID.eq(house.organization)));
        assertThat(appointments).isZero();
    }

    @Test
    void keepsAnotherOrganizationsBudgetsOutOfARule() {
        NoticesOfTest other = new NoticesOfTest(database, NoticesOfTest.noMail());
        UUID theirs = other.budget(100 * USD);
        other.spent(theirs, 100 * USD, 100 * USD);
        house.rule("threshold", 80, null, List.of(), false);

        house.runAfter(HOUR);

        assertThat(house.raised()).isEmpty();
        assertThat(other.raised()).isEmpty();
    }
}
