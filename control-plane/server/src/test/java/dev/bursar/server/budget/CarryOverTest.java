package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.nodeapi.v1.AcquireLeasesReply;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a period leaves, in real tables. */
@WithPostgres
class CarryOverTest {
    private static final long LIMIT = 1_000_000_000L;

    private final BudgetsOfTest bank;
    private final UUID organization;
    private final UUID budget;

    CarryOverTest(TestDatabase database) {
        bank = new BudgetsOfTest(database);
        organization = bank.tenants.organization("UTC");
        budget = bank.tenants.hardBudget(organization, "organization", organization, "month", LIMIT);
        bank.tenancy.write(
                organization,
                tx -> tx.update(BUDGET)
                        .set(BUDGET.CARRY_OVER, true)
                        .set(BUDGET.CREATED_AT, Instant.parse("2026-03-01T00:00:00Z"))
                        .where(BUDGET.BUDGET_ID.eq(budget))
                        .execute());
    }

    @Test
    void carriesOnlyWhatIsProvenFreeAndAddsWhatComesBackLater() {
        BudgetsOfTest.Life life = bank.newNode();
        AcquireLeasesReply march = bank.acquire(life, organization, 400_000_000L, budget);
        long leased = bank.period(organization, budget).getLeasedNanos();
        assertThat(leased).isPositive();

        bank.clock.set(Instant.parse("2026-04-02T00:00:00Z"));
        bank.acquire(bank.newNode(), organization, 1, budget);
        assertThat(bank.period(organization, budget).getCarriedNanos()).isEqualTo(LIMIT - leased);

        bank.leases.giveBack(
                life.node(),
                bank.returning(life, organization, march.getLeases(0).getLeaseId(), leased));
        bank.refreshLimit(organization, budget);
        assertThat(bank.period(organization, budget).getCarriedNanos()).isEqualTo(LIMIT);
        assertThat(bank.period(organization, budget).getLimitNanos()).isEqualTo(2 * LIMIT);
    }

    @Test
    void carriesOverPeriodsInWhichNothingHappened() {
        bank.clock.set(Instant.parse("2026-05-20T00:00:00Z"));

        bank.acquire(bank.newNode(), organization, 1, budget);

        assertThat(bank.period(organization, budget).getLimitNanos()).isEqualTo(3 * LIMIT);
    }
}
