package dev.bursar.gateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How much of a hard cap is used when the first request is turned away. Answers take 0.5 to 3.5 seconds and cost a quarter
 * of their worst case, so that what is held for the answers under way is what can't be used.
 */
class UsableShareTest {
    private static final long SEEDS = Long.getLong("dst.shares", 5);
    private static final Duration NOT_AT_ALL = Duration.ZERO;
    private static final Duration AS_SET = Duration.ofSeconds(2);

    @TempDir
    private Path disk;

    @ParameterizedTest
    @CsvSource({"8, 1000, 4, 0.95", "8, 5000, 40, 0.95", "8, 10000, 40, 0.97", "8, 1000, 40, 0.80", "3, 1000, 4, 0.95"})
    void isUsedBeforeAnythingIsRefused(int nodes, long requests, double perSecond, double atLeast) {
        double without = leastShare(new SpentCap.Setting(nodes, requests, perSecond, NOT_AT_ALL));
        double with = leastShare(new SpentCap.Setting(nodes, requests, perSecond, AS_SET));

        System.out.printf(
                "%d nodes, a cap worth %d requests, %.0f a second: the first refusal at %.1f %%, without waiting at %.1f %%%n",
                nodes, requests, perSecond, 100 * with, 100 * without);
        assertThat(with).isGreaterThanOrEqualTo(atLeast);
    }

    private double leastShare(SpentCap.Setting setting) {
        double least = 1;
        for (long seed = 1; seed <= SEEDS; seed++) {
            least = Math.min(least, new SpentCap(setting, seed, disk).shareAtFirstRefusal());
        }
        return least;
    }

    /** The stated bound: what is idle then is less than one worst case for each node. */
    @ParameterizedTest
    @CsvSource({"1, 4", "2, 40", "8, 4", "8, 40", "16, 40"})
    void refusesNothingThatThereIsMoneyFor(int nodes, double perSecond) {
        long idle = 0;
        long refused = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            SpentCap cap = new SpentCap(new SpentCap.Setting(nodes, 1_000, perSecond, AS_SET), seed, disk);
            idle = Math.max(idle, cap.mostIdleAtARefusal());
            refused += cap.tally().refused;
        }

        System.out.printf(
                "%d nodes, %.0f a second: at %d refusals at most %d idle, %.1f worst cases%n",
                nodes, perSecond, refused, idle, (double) idle / SpentCap.MOST_HELD);
        assertThat(refused).isPositive();
        assertThat(idle).isLessThan(nodes * SpentCap.MOST_HELD);
    }
}
