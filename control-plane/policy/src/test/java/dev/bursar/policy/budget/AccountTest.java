package dev.bursar.policy.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AccountTest {
    @Test
    void refusesAGrantAboveWhatIsFree() {
        Account account = Account.hard(100).grant(60);

        assertThatThrownBy(() -> account.grant(41)).isInstanceOf(IllegalStateException.class);
        assertThat(account.grant(40).freeNanos()).isZero();
    }

    @Test
    void refusesToSettleMoreThanIsLeased() {
        Account account = Account.hard(100).grant(10);

        assertThatThrownBy(() -> account.settle(11)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void grantsNothingAfterTheLimitWasLoweredBelowWhatIsCommitted() {
        Account lowered = new Account(10, true, 30, 20, 0);

        assertThat(lowered.freeNanos()).isZero();
        assertThat(lowered.ceilingNanos()).isEqualTo(50);
        assertThat(lowered.giveBack(20).ceilingNanos()).isEqualTo(30);
    }

    @Test
    void doubtfulMoneyStaysOutOfReachUntilProof() {
        Account doubted = Account.hard(100).grant(100).doubt(100);

        assertThat(doubted.freeNanos()).isZero();
        assertThat(doubted.prove(Proof.WRITE_OFF, 30, 70).freeNanos()).isEqualTo(70);
        assertThatThrownBy(() -> doubted.prove(Proof.WRITE_OFF, 60, 50)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void staysWithinItsLimitThroughAnyHistory() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int history = 0; history < 500; history++) {
            Account account = Account.hard(random.nextLong(1_000));
            for (int step = 0; step < 100; step++) {
                account = randomStep(account, random);
                assertThat(account.committedNanos()).as("seed %d", seed).isLessThanOrEqualTo(account.limitNanos());
            }
        }
    }

    private static Account randomStep(Account account, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> account.grant(random.nextLong(account.freeNanos() + 1));
            case 1 -> account.settle(random.nextLong(account.leasedNanos() + 1));
            case 2 -> account.giveBack(random.nextLong(account.leasedNanos() + 1));
            case 3 -> account.doubt(random.nextLong(account.leasedNanos() + 1));
            default -> {
                long spent = random.nextLong(account.inDoubtNanos() + 1);
                yield account.prove(Proof.WRITE_OFF, spent, random.nextLong(account.inDoubtNanos() - spent + 1));
            }
        };
    }
}
