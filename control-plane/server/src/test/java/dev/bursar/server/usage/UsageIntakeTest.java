package dev.bursar.server.usage;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.USAGE_CHARGE;
import static dev.bursar.server.sql.Tables.USAGE_EVENT;
import static dev.bursar.server.sql.Tables.USAGE_ROLLUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.nodeapi.v1.Charge;
import dev.bursar.nodeapi.v1.Outcome;
import dev.bursar.nodeapi.v1.RejectedEvent;
import dev.bursar.nodeapi.v1.ReportUsageReply;
import dev.bursar.nodeapi.v1.UsageEvent;
import dev.bursar.server.budget.BudgetsOfTest;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.sql.tables.records.BudgetPeriodRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

@WithPostgres
class UsageIntakeTest {
    private static final long USD = 1_000_000_000L;

    private final BudgetsOfTest house;
    private final UsageIntake intake;
    private final UUID organization;
    private final UUID key;
    private final UUID root;
    private final UUID cap;
    private final BudgetsOfTest.Life node;
    private long sequence;

    UsageIntakeTest(TestDatabase database) {
        house = new BudgetsOfTest(database);
        intake = new UsageIntake(house.tenancy, house.bookings, new JooqUsage(), List.of(), house.clock);
        organization = house.tenants.organization("UTC");
        key = house.tenants.key(organization, house.tenants.member(organization));
        root = house.tenants.hardBudget(organization, "organization", organization, "month", 100 * USD);
        cap = house.tenants.hardBudget(organization, "key", key, "month", 100 * USD);
        node = house.newNode();
    }

    @Test
    void movesTheCostFromLeasedToSettledOnEveryLevel() {
        String ofRoot = lease(node, 5 * USD, root);
        String ofCap = lease(node, 5 * USD, cap);

        report(event(2 * USD, charge(root, ofRoot, 2 * USD, 0), charge(cap, ofCap, 2 * USD, 0)));

        for (UUID budget : List.of(root, cap)) {
            assertThat(period(budget).getSettledNanos()).isEqualTo(2 * USD);
            assertThat(period(budget).getLeasedNanos()).isEqualTo(3 * USD);
        }
        assertSettledIsTheSumOfCharges(cap);
    }

    @Test
    void countsAnEventOnceHoweverOftenItComes() {
        UsageEvent event = event(USD, charge(cap, lease(node, 5 * USD, cap), USD, 0));

        report(event);
        report(event, event);
        report(event);

        assertThat(period(cap).getSettledNanos()).isEqualTo(USD);
        assertThat(requestsOfTheDay()).isEqualTo(1);
    }

    @Test
    void reachesTheSameTotalsInWhateverOrderAndHoweverOftenReportsCome() {
        for (int round = 0; round < 5; round++) {
            long seed = System.nanoTime();
            Random random = new Random(seed);
            UUID budget = house.tenants.hardBudget(organization, "key", key, "month", 100 * USD);
            String lease = lease(node, 20 * USD, budget);
            List<UsageEvent> events = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                events.add(event(i * USD / 20, charge(budget, lease, i * USD / 20, 1000)));
            }
            List<UsageEvent> noisy = new ArrayList<>(events);
            noisy.addAll(events.subList(random.nextInt(20), 20));
            Collections.shuffle(noisy, random);
            while (!noisy.isEmpty()) {
                List<UsageEvent> batch = noisy.subList(0, 1 + random.nextInt(Math.min(7, noisy.size())));
                intake.report(node.node(), List.copyOf(batch));
                batch.clear();
            }

            assertThat(period(budget).getSettledNanos()).as("seed %d", seed).isEqualTo(21 * USD / 2);
            assertThat(period(budget).getInDoubtNanos()).as("seed %d", seed).isEqualTo(20_000);
            assertThat(period(budget).getLeasedNanos()).as("seed %d", seed).isEqualTo(20 * USD - 21 * USD / 2 - 20_000);
            assertSettledIsTheSumOfCharges(budget);
        }
    }

    @Test
    void keepsWhatNobodyCanProveInDoubt() {
        report(event(3 * USD, charge(cap, lease(node, 5 * USD, cap), 0, 3 * USD)));

        assertThat(period(cap).getInDoubtNanos()).isEqualTo(3 * USD);
        assertThat(period(cap).getSettledNanos()).isZero();
    }

    @Test
    void recordsWhatIsAboveTheLeaseAsOverrunAndKeepsTheCap() {
        ReportUsageReply reply = report(event(9 * USD, charge(cap, lease(node, 5 * USD, cap), 9 * USD, 0)));

        assertThat(reply.getRejectedList()).isEmpty();
        assertThat(period(cap).getSettledNanos()).isEqualTo(5 * USD);
        assertThat(period(cap).getOverrunNanos()).isEqualTo(4 * USD);
        assertSettledIsTheSumOfCharges(cap);
    }

    @Test
    void settlesALateReportOfAnExpiredLeaseOutOfDoubt() {
        String lease = lease(node, 5 * USD, cap);
        house.clock.advance(Duration.ofMinutes(13));
        house.sweep();
        assertThat(period(cap).getInDoubtNanos()).isEqualTo(5 * USD);

        report(event(2 * USD, charge(cap, lease, 2 * USD, 0)));

        assertThat(period(cap).getSettledNanos()).isEqualTo(2 * USD);
        assertThat(period(cap).getInDoubtNanos()).isEqualTo(3 * USD);
        house.ends.closeEpoch(node.node(), node.epoch());
        assertThat(period(cap).getInDoubtNanos()).isZero();
    }

    @Test
    void keepsWhatEventsLeftInDoubtWhenTheEpochIsClosed() {
        report(event(2 * USD, charge(cap, lease(node, 5 * USD, cap), 0, 2 * USD)));
        house.open(node.node());
        house.sweep();

        house.ends.closeEpoch(node.node(), node.epoch());

        assertThat(period(cap).getInDoubtNanos()).isEqualTo(2 * USD);
        assertThat(period(cap).getLeasedNanos()).isZero();
    }

    @Test
    void takesInWhatAnOlderLifeOfTheNodeReports() {
        String lease = lease(node, 5 * USD, cap);
        house.open(node.node());

        ReportUsageReply reply = report(event(USD, charge(cap, lease, USD, 0)));

        assertThat(reply.getRejectedList()).isEmpty();
        assertThat(period(cap).getSettledNanos()).isEqualTo(USD);
    }

    @Test
    void postsALateEventToItsOwnPeriod() {
        String lease = lease(node, 5 * USD, cap);
        Instant march = house.clock.instant();
        house.clock.set(Instant.parse("2026-04-01T00:05:00Z"));

        report(event(USD, charge(cap, lease, USD, 0)).toBuilder()
                .setStartedAtMillis(march.toEpochMilli())
                .build());

        assertThat(house.periodsOf(organization, cap)).singleElement().satisfies(period -> {
            assertThat(period.getPeriodStart()).isEqualTo("2026-03-01T00:00:00Z");
            assertThat(period.getSettledNanos()).isEqualTo(USD);
        });
    }

    @Test
    void settlesASoftBudgetWithoutALeaseBeyondItsLimit() {
        UUID soft = house.tenants.softBudget(organization, "key", key, "month", USD);

        report(event(3 * USD, charge(soft, "", 3 * USD, 0)));

        assertThat(period(soft).getSettledNanos()).isEqualTo(3 * USD);
        assertThat(period(soft).getOverrunNanos()).isZero();
    }

    @Test
    void rejectsAndRecordsWhatIsNotTheNodesOwn() {
        BudgetsOfTest.Life victim = house.newNode();
        String theirs = lease(victim, 5 * USD, cap);

        assertRejected("lease_unknown", event(USD, charge(cap, theirs, USD, 0)));
        assertRejected("lease_missing", event(USD, charge(cap, "", USD, 0)));
        assertRejected("budget_unknown", event(USD, charge(UUID.randomUUID(), "", USD, 0)));
        assertRejected(
                "key_unknown",
                event(USD).toBuilder().setKeyId(UUID.randomUUID().toString()).build());
        assertRejected("epoch_unknown", event(USD).toBuilder().setEpoch(77).build());
        assertThat(period(cap).getSettledNanos()).isZero();
        assertThat(period(cap).getLeasedNanos()).isEqualTo(5 * USD);
    }

    @Test
    void rejectsAndRecordsImpossibleValuesAndNeverFails() {
        assertRejected("amount_out_of_range", event(Long.MAX_VALUE));
        assertRejected("amount_out_of_range", event(-1));
        assertRejected(
                "tokens_invalid",
                event(1).toBuilder().setPromptTokens(Long.MAX_VALUE).build());
        assertRejected(
                "outcome_unknown", event(1).toBuilder().setOutcomeValue(99).build());
        assertRejected("model_invalid", event(1).toBuilder().setModel("a\0b").build());
        assertRejected(
                "model_invalid", event(1).toBuilder().setModel("x".repeat(9999)).build());
        assertRejected(
                "time_invalid",
                event(1).toBuilder().setStartedAtMillis(Long.MIN_VALUE).build());
        assertRejected(
                "key_invalid",
                event(1).toBuilder().setKeyId("'; DROP TABLE usage_event").build());
        assertRejected("charge_repeated", event(1, charge(cap, "", 1, 0), charge(cap, "", 1, 0)));
    }

    @Test
    void namesWhatItCannotEvenRecord() {
        ReportUsageReply reply = intake.report(
                node.node(),
                List.of(
                        event(1).toBuilder().setEventId("nonsense").build(),
                        event(1).toBuilder()
                                .setOrganizationId(UUID.randomUUID().toString())
                                .build()));

        assertThat(reply.getRejectedList())
                .extracting(RejectedEvent::getReason)
                .containsExactlyInAnyOrder("id_invalid", "organization_unknown");
    }

    @Test
    void takesInTheGoodEventsOfAReportWithBadOnes() {
        String lease = lease(node, 5 * USD, cap);

        ReportUsageReply reply = report(event(-5), event(USD, charge(cap, lease, USD, 0)), event(Long.MAX_VALUE));

        assertThat(reply.getRejectedCount()).isEqualTo(2);
        assertThat(period(cap).getSettledNanos()).isEqualTo(USD);
    }

    @Test
    void rollsUpByMinuteHourAndDayAndNotesTheKeysLastUse() {
        report(
                event(USD),
                event(USD),
                event(0).toBuilder().setOutcome(Outcome.OUTCOME_REFUSED).build());

        var rows = house.tenancy.read(
                organization, tx -> tx.selectFrom(USAGE_ROLLUP).fetch());
        assertThat(rows).extracting(row -> row.getGrain()).containsExactlyInAnyOrder("minute", "hour", "day");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.getRequests()).isEqualTo(3);
            assertThat(row.getRefusals()).isEqualTo(1);
            assertThat(row.getCostNanos()).isEqualTo(2 * USD);
        });
        Instant lastUse = house.tenancy.read(
                organization, tx -> tx.selectFrom(API_KEY).fetchSingle().getLastUsedAt());
        assertThat(lastUse).isEqualTo(house.clock.instant());
    }

    private String lease(BudgetsOfTest.Life life, long nanos, UUID budget) {
        return house.acquire(life, organization, nanos, budget).getLeases(0).getLeaseId();
    }

    private BudgetPeriodRecord period(UUID budget) {
        return house.period(organization, budget);
    }

    private ReportUsageReply report(UsageEvent... events) {
        return intake.report(node.node(), List.of(events));
    }

    private UsageEvent event(long costNanos, Charge... charges) {
        return UsageEvent.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setEpoch(node.epoch())
                .setSequence(++sequence)
                .setOrganizationId(organization.toString())
                .setKeyId(key.toString())
                .setModel("sandbox/echo")
                .setStartedAtMillis(house.clock.instant().toEpochMilli())
                .setOutcome(Outcome.OUTCOME_COMPLETED)
                .setPromptTokens(10)
                .setCompletionTokens(20)
                .setCostNanos(costNanos)
                .addAllCharges(List.of(charges))
                .build();
    }

    private static Charge charge(UUID budget, String lease, long settledNanos, long inDoubtNanos) {
        return Charge.newBuilder()
                .setBudgetId(budget.toString())
                .setLeaseId(lease)
                .setSettledNanos(settledNanos)
                .setInDoubtNanos(inDoubtNanos)
                .build();
    }

    private void assertRejected(String reason, UsageEvent event) {
        assertThat(report(event).getRejectedList())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.getReason()).isEqualTo(reason));
        String recorded = house.tenancy.read(
                organization,
                tx -> tx.select(USAGE_EVENT.REJECTED)
                        .from(USAGE_EVENT)
                        .where(USAGE_EVENT.EVENT_ID.eq(UUID.fromString(event.getEventId())))
                        .fetchSingle()
                        .value1());
        assertThat(recorded).isEqualTo(reason);
    }

    private void assertSettledIsTheSumOfCharges(UUID budget) {
        long sum = house.tenancy.read(
                organization,
                tx -> tx.select(DSL.sum(USAGE_CHARGE.SETTLED_NANOS))
                        .from(USAGE_CHARGE)
                        .where(USAGE_CHARGE.BUDGET_ID.eq(budget))
                        .fetchSingle()
                        .value1()
                        .longValueExact());
        assertThat(period(budget).getSettledNanos()).isEqualTo(sum);
    }

    private long requestsOfTheDay() {
        return house.tenancy.read(
                organization,
                tx -> tx.selectFrom(USAGE_ROLLUP)
                        .where(USAGE_ROLLUP.GRAIN.eq("day"))
                        .fetchSingle()
                        .getRequests());
    }
}
