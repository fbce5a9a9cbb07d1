package dev.bursar.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.nodeapi.v1.AcquireLeasesReply;
import dev.bursar.nodeapi.v1.AcquireLeasesRequest;
import dev.bursar.nodeapi.v1.Lease;
import dev.bursar.nodeapi.v1.ReadBudgetsRequest;
import dev.bursar.nodeapi.v1.ReturnLeasesRequest;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.publication.NodeCallException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@WithPostgres
class LeasesTest {
    private static final long USD = 1_000_000_000L;

    private final BudgetsOfTest house;
    private final UUID organization;
    private final UUID root;
    private final UUID key;
    private final UUID cap;

    LeasesTest(TestDatabase database) {
        house = new BudgetsOfTest(database);
        organization = house.tenants.organization("Europe/Berlin");
        root = house.tenants.hardBudget(organization, "organization", organization, "month", 100 * USD);
        key = house.tenants.key(organization, house.tenants.member(organization));
        cap = house.tenants.hardBudget(organization, "key", key, "day", 10 * USD);
    }

    @Test
    void grantsEveryLevelOfThePath() {
        AcquireLeasesReply reply = house.acquire(house.newNode(), organization, USD / 100, root, cap);

        assertThat(reply.getLeasesList())
                .extracting(Lease::getBudgetId)
                .containsExactlyInAnyOrder(text(root), text(cap));
        assertThat(house.period(organization, root).getLeasedNanos()).isEqualTo(USD);
        assertThat(house.period(organization, cap).getLeasedNanos()).isEqualTo(USD / 10);
    }

    @Test
    void enlargesTheSameLeaseByLaterGrants() {
        BudgetsOfTest.Life node = house.newNode();
        Lease first = house.acquire(node, organization, USD, cap).getLeases(0);
        Lease second = house.acquire(node, organization, 2 * USD, cap).getLeases(0);

        assertThat(second.getLeaseId()).isEqualTo(first.getLeaseId());
        assertThat(second.getGrantedNanos()).isEqualTo(2 * USD);
        assertThat(house.leasesOf(organization, cap))
                .singleElement()
                .satisfies(lease -> assertThat(lease.getGrantedNanos()).isEqualTo(3 * USD));
    }

    @Test
    void grantsNothingWhereOneLevelCannotGiveAndNamesIt() {
        AcquireLeasesReply reply = house.acquire(house.newNode(), organization, 11 * USD, root, cap);

        assertThat(reply.getLeasesList()).isEmpty();
        assertThat(reply.getRefusedBy().getBudgetId()).isEqualTo(text(cap));
        assertThat(reply.getRefusedBy().getLevel()).isEqualTo("key");
        assertThat(reply.getRefusedBy().getOwner()).isEqualTo("Ada");
        assertThat(reply.getRefusedBy().getLimitNanos()).isEqualTo(10 * USD);
        assertThat(house.period(organization, root).getLeasedNanos()).isZero();
    }

    @Test
    void namesTheRootFirstWhereSeveralLevelsCannotGive() {
        AcquireLeasesReply reply = house.acquire(house.newNode(), organization, 101 * USD, cap, root);

        assertThat(reply.getRefusedBy().getBudgetId()).isEqualTo(text(root));
    }

    @Test
    void answersARepeatedRequestTheSameAndGrantsOnce() {
        BudgetsOfTest.Life node = house.newNode();
        AcquireLeasesRequest request = house.acquisition(node, organization, USD, cap);

        AcquireLeasesReply first = house.leases.acquire(node.node(), request);
        AcquireLeasesReply again = house.leases.acquire(node.node(), request);

        assertThat(again).isEqualTo(first);
        assertThat(house.period(organization, cap).getLeasedNanos()).isEqualTo(USD);
    }

    @Test
    void takesBackOnceWhatANodeDoesNotNeed() {
        BudgetsOfTest.Life node = house.newNode();
        Lease lease = house.acquire(node, organization, 2 * USD, cap).getLeases(0);
        ReturnLeasesRequest request = house.returning(node, organization, lease.getLeaseId(), USD);

        house.leases.giveBack(node.node(), request);
        house.leases.giveBack(node.node(), request);

        assertThat(house.period(organization, cap).getLeasedNanos()).isEqualTo(USD);
    }

    @Test
    void takesBackNoMoreThanTheLeaseHolds() {
        BudgetsOfTest.Life node = house.newNode();
        Lease lease = house.acquire(node, organization, 2 * USD, cap).getLeases(0);

        house.leases.giveBack(node.node(), house.returning(node, organization, lease.getLeaseId(), 5 * USD));

        assertThat(house.period(organization, cap).getLeasedNanos()).isZero();
    }

    @Test
    void refusesToTakeBackAnotherNodesLease() {
        Lease lease = house.acquire(house.newNode(), organization, USD, cap).getLeases(0);
        BudgetsOfTest.Life thief = house.newNode();

        assertThatThrownBy(() -> house.leases.giveBack(
                        thief.node(), house.returning(thief, organization, lease.getLeaseId(), USD)))
                .isInstanceOf(NodeCallException.class)
                .hasMessage("lease_unknown");
    }

    @Test
    void grantsNothingToAFencedEpoch() {
        BudgetsOfTest.Life old = house.newNode();
        house.open(old.node());

        assertThatThrownBy(() -> house.acquire(old, organization, USD, cap))
                .isInstanceOf(NodeCallException.class)
                .hasMessage("epoch_not_open");
    }

    @Test
    void grantsNothingOfAnotherOrganizationsBudget() {
        UUID other = house.tenants.organization("UTC");

        assertThatThrownBy(() -> house.acquire(house.newNode(), other, USD, cap))
                .isInstanceOf(NodeCallException.class)
                .hasMessage("budget_unknown");
    }

    @Test
    void stopsGrantsAtOnceWhenTheCapIsLoweredBelowWhatIsHeld() {
        house.acquire(house.newNode(), organization, 6 * USD, cap);
        house.changeLimit(organization, cap, "5");

        AcquireLeasesReply reply = house.acquire(house.newNode(), organization, 1, cap);

        assertThat(reply.hasRefusedBy()).isTrue();
        assertThat(house.period(organization, cap).getCeilingNanos()).isEqualTo(6 * USD);
    }

    @Test
    void putsAnExpiredLeaseInDoubtAndNeverRefundsItByTime() {
        house.acquire(house.newNode(), organization, 3 * USD, cap);
        house.clock.advance(Duration.ofMinutes(13));

        assertThat(house.sweep()).isPositive();

        assertThat(house.period(organization, cap).getInDoubtNanos()).isEqualTo(3 * USD);
        house.clock.advance(Duration.ofMinutes(60));
        house.sweep();
        assertThat(house.period(organization, cap).getInDoubtNanos()).isEqualTo(3 * USD);
        assertThat(house.period(organization, cap).getLeasedNanos()).isZero();
    }

    @Test
    void putsALeaseOfAFencedEpochInDoubtAndReturnsItWhenTheEpochIsClosed() {
        BudgetsOfTest.Life crashed = house.newNode();
        house.acquire(crashed, organization, 3 * USD, cap);
        house.open(crashed.node());
        house.sweep();
        assertThat(house.period(organization, cap).getInDoubtNanos()).isEqualTo(3 * USD);

        house.ends.closeEpoch(crashed.node(), crashed.epoch());

        assertThat(house.period(organization, cap).getInDoubtNanos()).isZero();
        assertThat(house.period(organization, cap).getLeasedNanos()).isZero();
        assertThat(house.leasesOf(organization, cap))
                .singleElement()
                .satisfies(lease -> assertThat(lease.getState()).isEqualTo("closed"));
    }

    @Test
    void acceptsALateReturnOfAnExpiredLeaseAsProof() {
        BudgetsOfTest.Life node = house.newNode();
        Lease lease = house.acquire(node, organization, 3 * USD, cap).getLeases(0);
        house.clock.advance(Duration.ofMinutes(13));
        house.sweep();

        house.leases.giveBack(node.node(), house.returning(node, organization, lease.getLeaseId(), 2 * USD));

        assertThat(house.period(organization, cap).getInDoubtNanos()).isEqualTo(USD);
    }

    @Test
    void closesAnEpochTwiceWithoutHarmAndRefusesOneThatNeverWas() {
        BudgetsOfTest.Life node = house.newNode();
        house.acquire(node, organization, USD, cap);
        house.ends.closeEpoch(node.node(), node.epoch());
        house.ends.closeEpoch(node.node(), node.epoch());

        assertThat(house.period(organization, cap).getLeasedNanos()).isZero();
        assertThatThrownBy(() -> house.ends.closeEpoch(node.node(), 99))
                .isInstanceOf(NodeCallException.class)
                .hasMessage("epoch_unknown");
    }

    @Test
    void startsANewAccountWhenThePeriodRollsOverAndLeavesOldLeasesInTheirs() {
        house.acquire(house.newNode(), organization, 9 * USD, cap);
        house.clock.set(Instant.parse("2026-03-10T23:30:00Z"));

        AcquireLeasesReply reply = house.acquire(house.newNode(), organization, 9 * USD, cap);

        assertThat(reply.hasRefusedBy()).isFalse();
        assertThat(reply.getLeases(0).getPeriodStartMillis())
                .isEqualTo(Instant.parse("2026-03-10T23:00:00Z").toEpochMilli());
        assertThat(house.periodsOf(organization, cap))
                .hasSize(2)
                .allSatisfy(period -> assertThat(period.getLeasedNanos()).isEqualTo(9 * USD));
    }

    @Test
    void keepsTheRunningPeriodWhenTheTimeZoneChanges() {
        house.acquire(house.newNode(), organization, 9 * USD, cap);
        house.tenants.changeTimeZone(organization, "America/New_York");

        AcquireLeasesReply same = house.acquire(house.newNode(), organization, 9 * USD, cap);
        house.clock.set(Instant.parse("2026-03-10T23:30:00Z"));
        AcquireLeasesReply next = house.acquire(house.newNode(), organization, 9 * USD, cap);

        assertThat(same.hasRefusedBy()).isTrue();
        assertThat(next.getLeases(0).getPeriodStartMillis())
                .isEqualTo(Instant.parse("2026-03-10T23:00:00Z").toEpochMilli());
        assertThat(next.getLeases(0).getPeriodEndMillis())
                .isEqualTo(Instant.parse("2026-03-11T04:00:00Z").toEpochMilli());
    }

    @Test
    void readsStatesInTheOrderAskedFor() {
        UUID unknown = UUID.randomUUID();
        ReadBudgetsRequest request = ReadBudgetsRequest.newBuilder()
                .setOrganizationId(text(organization))
                .addBudgetIds(text(cap))
                .addBudgetIds(text(unknown))
                .addBudgetIds(text(root))
                .build();

        assertThat(house.leases.read(request))
                .extracting(state -> state.getBudgetId())
                .containsExactly(text(cap), text(root));
    }

    private static String text(UUID id) {
        return id.toString();
    }
}
