package dev.bursar.policy.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeaseSizingTest {
    @Test
    void grantsAHundredthOfTheLimitFarFromTheCap() {
        assertThat(LeaseSizing.chunk(Account.hard(100_000), wish(10, 0, 0), 1)).isEqualTo(1_000);
    }

    @Test
    void grantsMinutesOfRecentSpendToABusyNode() {
        assertThat(LeaseSizing.chunk(Account.hard(100_000), wish(10, 1_000, 0), 1))
                .isEqualTo(5_000);
    }

    @Test
    void shrinksToTheRequestNearTheCap() {
        Account nearCap = new Account(100_000, true, 99_900, 0, 0);

        assertThat(LeaseSizing.chunk(nearCap, wish(60, 1_000, 0), 8)).isEqualTo(60);
    }

    @Test
    void grantsNothingWhereTheRequestDoesNotFit() {
        assertThat(LeaseSizing.chunk(new Account(100, true, 95, 0, 0), wish(6, 0, 0), 1))
                .isZero();
    }

    @Test
    void neverGrantsMoreThanIsFreeAndNeverRefusesWhatFits() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long limit = random.nextLong(Long.MAX_VALUE / 4);
            Account account = new Account(limit, true, random.nextLong(limit + 1), 0, 0);
            long least = random.nextLong(limit + 1);
            long chunk = LeaseSizing.chunk(
                    account,
                    wish(least, random.nextLong(Long.MAX_VALUE), random.nextLong(limit + 1)),
                    1 + random.nextInt(1_000));

            assertThat(chunk).as("seed %d", seed).isBetween(0L, account.freeNanos());
            assertThat(chunk >= least).as("seed %d", seed).isEqualTo(least <= account.freeNanos());
        }
    }

    @Test
    void coversTheLargestRequestWhileThereIsEnoughForEveryNode() {
        assertThat(LeaseSizing.chunk(Account.hard(100_000), wish(10, 0, 2_000), 8))
                .isEqualTo(2_000);
    }

    @Test
    void grantsExactlyWhatIsNeededOnceOneLargestRequestForEachNodeMayNotFit() {
        Account nearCap = new Account(100_000, true, 36_001, 0, 0);

        assertThat(LeaseSizing.chunk(nearCap, wish(10, 5_000, 2_000), 8)).isEqualTo(10);
        assertThat(LeaseSizing.chunk(nearCap, wish(0, 5_000, 2_000), 8)).isZero();
    }

    private static Wish wish(long least, long recent, long largest) {
        return new Wish(new UUID(0, 1), false, least, recent, largest);
    }
}
