package dev.bursar.server.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.nodeapi.v1.Charge;
import dev.bursar.nodeapi.v1.Outcome;
import dev.bursar.nodeapi.v1.UsageEvent;
import dev.bursar.policy.budget.Acquisition;
import dev.bursar.policy.budget.BooksState;
import dev.bursar.policy.budget.LeaseAccount;
import dev.bursar.server.budget.BudgetsOfTest;
import dev.bursar.server.platform.database.Faults;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

/**
 * The connection breaks at the n-th statement, for every n: the call is there wholly or not at all, and the node's retry
 * of the same call brings it to the same end.
 */
@WithPostgres
class BrokenConnectionTest {
    private static final long USD = 1_000_000_000L;
    private static final int MORE_THAN_ANY_CALL_HAS = 60;

    private final Faults faults;
    private final BudgetsOfTest house;
    private final UsageIntake intake;

    BrokenConnectionTest(TestDatabase database) {
        faults = database.faults();
        house = new BudgetsOfTest(database.tenancy(faults));
        intake = new UsageIntake(house.tenancy, house.bookings, new JooqUsage(), List.of(), house.clock);
    }

    /** A node with what it may spend. */
    private final class Scene {
        final UUID organization = house.tenants.organization("UTC");
        final UUID key = house.tenants.key(organization, null);
        final UUID root = house.tenants.hardBudget(organization, "organization", organization, "month", 100 * USD);
        final UUID cap = house.tenants.hardBudget(organization, "key", key, "month", 10 * USD);
        final BudgetsOfTest.Life life = house.newNode();

        Scene withLeases() {
            house.acquire(life, organization, 2 * USD, root, cap);
            return this;
        }

        BooksState books() {
            return house.books(organization);
        }

        String lease(UUID budget) {
            return books().leases().stream()
                    .filter(lease -> lease.budgetId().equals(budget))
                    .map(LeaseAccount::id)
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }

        UsageEvent event() {
            return UsageEvent.newBuilder()
                    .setEventId(UUID.randomUUID().toString())
                    .setEpoch(life.epoch())
                    .setSequence(1)
                    .setOrganizationId(organization.toString())
                    .setKeyId(key.toString())
                    .setModel("sandbox/echo")
                    .setStartedAtMillis(house.clock.instant().toEpochMilli())
                    .setOutcome(Outcome.OUTCOME_COMPLETED)
                    .setCostNanos(USD)
                    .addCharges(charge(root))
                    .addCharges(charge(cap))
                    .build();
        }

        private Charge charge(UUID budget) {
            return Charge.newBuilder()
                    .setBudgetId(budget.toString())
                    .setLeaseId(lease(budget))
                    .setSettledNanos(USD / 2)
                    .setInDoubtNanos(USD / 2)
                    .build();
        }
    }

    @Test
    void leavesAGrantWholeOrAbsent() {
        everywhere(
                Scene::new,
                scene -> {
                    var call = house.acquisition(scene.life, scene.organization, USD, scene.root, scene.cap);
                    return () -> house.leases.acquire(scene.life.node(), call);
                },
                scene -> assertLeased(scene, USD));
    }

    @Test
    void leavesGrantsMadeTogetherWholeOrAbsent() {
        everywhere(
                Scene::new,
                scene -> {
                    BudgetsOfTest.Life other = house.newNode();
                    List<Acquisition> calls = List.of(
                            house.call(scene.life, USD, scene.root, scene.cap),
                            house.call(other, 2 * USD, scene.root),
                            house.call(other, USD, scene.root, scene.cap));
                    return () -> house.acquireTogether(scene.organization, calls);
                },
                scene -> assertThat(scene.books().leases())
                        .extracting(LeaseAccount::grantedNanos)
                        .containsExactlyInAnyOrder(USD, USD, USD, 3 * USD));
    }

    @Test
    void leavesAReturnWholeOrAbsent() {
        everywhere(
                () -> new Scene().withLeases(),
                scene -> {
                    var call = house.returning(scene.life, scene.organization, scene.lease(scene.cap), USD);
                    return () -> house.leases.giveBack(scene.life.node(), call);
                },
                scene -> assertThat(scene.books().leases())
                        .extracting(LeaseAccount::returnedNanos)
                        .containsExactlyInAnyOrder(0L, USD));
    }

    @Test
    void leavesAReportWholeOrAbsent() {
        everywhere(
                () -> new Scene().withLeases(),
                scene -> {
                    UsageEvent event = scene.event();
                    return () -> intake.report(scene.life.node(), List.of(event));
                },
                scene -> {
                    assertThat(scene.books().leases()).allSatisfy(lease -> {
                        assertThat(lease.settledNanos()).isEqualTo(USD / 2);
                        assertThat(lease.inDoubtNanos()).isEqualTo(USD / 2);
                    });
                    assertThat(scene.books().postings()).hasSize(2);
                });
    }

    @Test
    void leavesTheEndOfAnEpochWholeOrAbsentInEachOrganization() {
        everywhere(
                () -> new Scene().withLeases(),
                scene -> () -> house.ends.closeEpoch(scene.life.node(), scene.life.epoch()),
                scene -> {
                    assertLeased(scene, 0);
                    assertThat(scene.books().leases())
                            .extracting(LeaseAccount::state)
                            .containsOnly(LeaseAccount.State.CLOSED);
                });
    }

    private interface Calls {
        Runnable on(Scene scene);
    }

    private interface Scenes {
        Scene make();
    }

    private void everywhere(Scenes scenes, Calls calls, Consumer<Scene> end) {
        int breaks = 0;
        boolean broke = true;
        for (int n = 1; broke && n < MORE_THAN_ANY_CALL_HAS; n++) {
            Scene scene = scenes.make();
            Runnable call = calls.on(scene);
            BooksState before = scene.books();
            broke = breaksAt(n, call);
            BooksState after = scene.books();
            assertThat(after.violations()).as("statement %d", n).isEmpty();
            assertThat(after.violationsSince(before)).as("statement %d", n).isEmpty();
            call.run();
            end.accept(scene);
            assertThat(after).as("whole or absent at statement %d", n).isIn(before, scene.books());
            assertThat(scene.books().violations()).as("statement %d", n).isEmpty();
            breaks += broke ? 1 : 0;
        }
        assertThat(broke).as("the last run was whole").isFalse();
        assertThat(breaks).as("statements").isGreaterThan(5);
    }

    private boolean breaksAt(int n, Runnable call) {
        faults.failAt(n);
        try {
            call.run();
            return false;
        } catch (DataAccessException e) {
            return true;
        } finally {
            faults.none();
        }
    }

    private static void assertLeased(Scene scene, long nanos) {
        assertThat(scene.books().periods())
                .hasSize(2)
                .allSatisfy(period -> assertThat(period.account().leasedNanos()).isEqualTo(nanos));
    }
}
