package dev.bursar.policy.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TreasuryTest {
    private final Bank bank = new Bank();
    private final NodeLife life = bank.newLife();
    private final UUID root = bank.hardBudget(0, 10_000);
    private final UUID cap = bank.hardBudget(2, 1_000);

    @Test
    void grantsEveryLevelOrNone() {
        assertThat(bank.acquire(life, 500, root, cap))
                .isInstanceOfSatisfying(
                        Acquired.Granted.class,
                        granted -> assertThat(granted.grants())
                                .extracting(Grant::nanos)
                                .containsExactly(500L, 500L));

        assertThat(bank.acquire(life, 600, root, cap))
                .isInstanceOfSatisfying(
                        Acquired.Refused.class,
                        refused -> assertThat(refused.by().budgetId()).isEqualTo(cap));
        assertThat(bank.account(root).leasedNanos()).isEqualTo(500);
    }

    @Test
    void namesTheRootFirstWhereSeveralLevelsRefuse() {
        assertThat(bank.acquire(life, 20_000, cap, root))
                .isInstanceOfSatisfying(
                        Acquired.Refused.class,
                        refused -> assertThat(refused.by().budgetId()).isEqualTo(root));
    }

    @Test
    void answersARepeatedCallTheSame() {
        Acquisition call = new Acquisition(life, 9, List.of(Wish.of(cap, 100)), 1);
        Acquired first = bank.acquire(call);
        bank.now = bank.now.plus(Duration.ofDays(2));

        assertThat(bank.acquire(call)).isEqualTo(first);
        assertThat(bank.account(cap).leasedNanos()).isEqualTo(100);
    }

    @Test
    void grantsNothingToAFencedLife() {
        bank.newLife();

        assertThatThrownBy(() -> bank.acquire(life, 1, cap)).hasMessage("epoch_not_open");
    }

    @Test
    void putsASilentNodesRemainderInDoubtAndTakesALateReportForProof() {
        Grant grant = bank.granted(life, 800, cap);
        bank.now = bank.now.plus(Duration.ofMinutes(13));
        assertThat(bank.sweep()).isEqualTo(1);
        bank.now = bank.now.plus(Duration.ofDays(30));
        assertThat(bank.sweep()).isZero();
        assertThat(bank.account(cap).inDoubtNanos()).isEqualTo(800);

        bank.report(life, bank.charge(grant, 300, 0));

        assertThat(bank.account(cap)).isEqualTo(new Account(1_000, true, 300, 0, 500));
        bank.close(life);
        assertThat(bank.account(cap)).isEqualTo(new Account(1_000, true, 300, 0, 0));
    }

    @Test
    void refusesToCloseALifeThatMayStillBeGranted() {
        assertThatThrownBy(() -> bank.treasury.closeEpoch(bank.books, life, bank.now))
                .hasMessage("epoch_not_fenced");
    }

    @Test
    void booksAnEventOnceAndAnOverrunApart() {
        Grant grant = bank.granted(life, 500, cap);
        UsageReport report = new UsageReport(bank.id(), life.epoch(), List.of(bank.charge(grant, 700, 0)), "");

        assertThat(bank.report(report)).hasSize(1);
        assertThat(bank.report(report)).isEmpty();

        assertThat(bank.account(cap)).isEqualTo(new Account(1_000, true, 500, 0, 0));
        assertThat(bank.books.state().periods().getFirst().overrunNanos()).isEqualTo(200);
    }

    @Test
    void recordsAndRejectsWhatIsNotTheNodesOwn() {
        NodeLife next = bank.newLife();
        Grant grant = bank.granted(next, 500, cap);
        NodeLife other = bank.lives.open(new UUID(0, 78), bank.now);
        Grant others = bank.granted(other, 100, cap);

        assertThat(bank.report(new UsageReport(bank.id(), life.epoch(), List.of(bank.charge(grant, 1, 0)), "")))
                .extracting(UsageReport::objection)
                .containsExactly("lease_unknown");
        assertThat(bank.report(new UsageReport(bank.id(), next.epoch(), List.of(bank.charge(others, 1, 0)), "")))
                .extracting(UsageReport::objection)
                .containsExactly("lease_unknown");
        assertThat(bank.account(cap).settledNanos()).isZero();
    }

    /** The control plane ended the node's life while a call was in flight; the call is reported by the next life. */
    @Test
    void settlesWhatALaterLifeReportsOfALeaseOfAnEarlierOne() {
        Grant grant = bank.granted(life, 500, cap);
        NodeLife next = bank.newLife();
        bank.sweep();

        assertThat(bank.report(new UsageReport(bank.id(), next.epoch(), List.of(bank.charge(grant, 300, 0)), "")))
                .extracting(UsageReport::objection)
                .containsExactly("");
        assertThat(bank.account(cap).settledNanos()).isEqualTo(300);
        assertThat(bank.account(cap).inDoubtNanos()).isEqualTo(200);
    }

    @Test
    void letsASoftBudgetBearWhatItsLimitDoesNotCover() {
        UUID soft = bank.softBudget(10);

        bank.report(life, new Charge(soft, null, 25, 5, bank.now));

        assertThat(bank.account(soft)).isEqualTo(new Account(10, false, 25, 0, 5));
    }

    @Test
    void freesWhatIsWrittenOffAtEveryBudgetOfTheEvent() {
        Grant ofRoot = bank.granted(life, 500, root);
        Grant ofCap = bank.granted(life, 500, cap);
        UUID event = bank.report(life, bank.charge(ofRoot, 0, 400), bank.charge(ofCap, 0, 40));

        assertThat(bank.resolve(new Doubt.OfEvent(event), 101))
                .extracting(Resolution::spentNanos)
                .containsExactlyInAnyOrder(101L, 11L);

        assertThat(bank.account(root)).isEqualTo(new Account(10_000, true, 101, 100, 0));
        assertThat(bank.account(cap)).isEqualTo(new Account(1_000, true, 11, 460, 0));
        assertThatThrownBy(() -> bank.resolve(new Doubt.OfEvent(event), 1)).hasMessage("doubt_unknown");
    }

    @Test
    void resolvesALostLeaseOnceAndNeverMoreThanItLeft() {
        Grant grant = bank.granted(life, 500, cap);
        bank.newLife();
        bank.sweep();
        Doubt doubt = new Doubt.OfLease(grant.leaseId());

        assertThatThrownBy(() -> bank.resolve(doubt, 501)).hasMessage("more_than_in_doubt");
        bank.resolve(doubt, 200);

        assertThat(bank.account(cap)).isEqualTo(new Account(1_000, true, 200, 0, 0));
        assertThatThrownBy(() -> bank.resolve(doubt, 0)).hasMessage("doubt_unknown");
    }

    @Test
    void paysNothingTwiceThatARulingHadSettled() {
        Grant grant = bank.granted(life, 500, cap);
        bank.newLife();
        bank.sweep();
        bank.resolve(new Doubt.OfLease(grant.leaseId()), 200);

        bank.report(life, bank.charge(grant, 150, 0));
        bank.report(life, bank.charge(grant, 80, 0));

        assertThat(bank.account(cap)).isEqualTo(new Account(1_000, true, 200, 0, 0));
        assertThat(bank.books.state().periods().getFirst().overrunNanos()).isEqualTo(30);
    }

    @Test
    void countsAReportAfterTheWriteOffAsOverrun() {
        Grant grant = bank.granted(life, 500, cap);
        bank.newLife();
        bank.sweep();
        bank.resolve(new Doubt.OfLease(grant.leaseId()), 0);

        bank.report(life, bank.charge(grant, 300, 0));

        assertThat(bank.account(cap).committedNanos()).isZero();
        assertThat(bank.books.state().periods().getFirst().overrunNanos()).isEqualTo(300);
    }

    @Test
    void stopsGrantsAtOnceWhenTheLimitIsLowered() {
        bank.granted(life, 600, cap);

        bank.step(() -> bank.treasury.changeLimit(bank.books, cap, 500, bank.now));

        assertThat(bank.acquire(life, 1, cap)).isInstanceOf(Acquired.Refused.class);
        assertThat(bank.account(cap).ceilingNanos()).isEqualTo(600);
    }

    @Test
    void grantsTheNextPeriodOnlyShortlyBeforeItStarts() {
        Wish ahead = new Wish(cap, true, 100, 0, 0);
        assertThatThrownBy(() -> bank.acquire(new Acquisition(life, 1, List.of(ahead), 1)))
                .hasMessage("next_period_not_near");
        bank.granted(life, 1_000, cap);
        bank.now = Instant.parse("2026-03-10T23:56:00Z");

        Grant grant = ((Acquired.Granted) bank.acquire(new Acquisition(life, 2, List.of(ahead), 1)))
                .grants()
                .getFirst();

        assertThat(grant.window().start()).isEqualTo("2026-03-11T00:00:00Z");
        assertThat(grant.expiresAt()).isEqualTo("2026-03-11T00:10:00Z");
        bank.now = Instant.parse("2026-03-11T00:00:00Z");
        assertThat(bank.granted(life, 50, cap).leaseId()).isEqualTo(grant.leaseId());
    }

    @Test
    void recallsWhatOthersHoldOnceABudgetIsNearItsCap() {
        NodeLife other = bank.lives.open(new UUID(0, 78), bank.now);
        assertThat(bank.acquire(life, 100, cap).recalls()).isEmpty();

        assertThat(bank.acquire(other, 300, cap).recalls()).containsExactly(cap);
        assertThat(bank.acquire(other, 700, cap).recalls()).containsExactly(cap);
        bank.close(life);
        assertThat(bank.acquire(other, 700, cap).recalls()).isEmpty();
    }

    @Test
    void leavesNoTraceOfACallThatFails() {
        Grant grant = bank.granted(life, 500, cap);
        BooksState before = bank.books.state();

        assertThatThrownBy(() -> bank.books.transaction(() -> {
                    bank.treasury.giveBack(bank.books, life, 99, Map.of(grant.leaseId(), 500L), bank.now);
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        assertThat(bank.books.state()).isEqualTo(before);
        bank.giveBack(life, grant.leaseId(), 500);
        assertThat(bank.account(cap).leasedNanos()).isZero();
    }
}
