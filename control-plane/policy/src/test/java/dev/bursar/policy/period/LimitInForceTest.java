package dev.bursar.policy.period;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.policy.budget.Account;
import dev.bursar.policy.budget.Window;
import dev.bursar.policy.money.Nanos;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitInForceTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Window MARCH = new Window(START, Instant.parse("2026-04-01T00:00:00Z"));
    private static final Instant TENTH = day(10);

    @Test
    void isTheOwnersLimitWhereNothingChangesIt() {
        LimitInForce limit = LimitInForce.at(TENTH, MARCH, true, 100, 0, List.of());

        assertThat(limit.nanos()).isEqualTo(100);
        assertThat(limit.until()).isNull();
    }

    @Test
    void addsTopUpsAndWhatWasCarriedOver() {
        List<Adjustment> topUps = List.of(topUp(30, day(2), day(12)), topUp(7, day(20), null));

        assertThat(LimitInForce.at(TENTH, MARCH, true, 100, 5, topUps))
                .isEqualTo(new LimitInForce(100, 5, 30, day(12)));
        assertThat(LimitInForce.at(day(12), MARCH, true, 100, 5, topUps).nanos())
                .isEqualTo(105);
        assertThat(LimitInForce.at(day(25), MARCH, true, 100, 5, topUps).nanos())
                .isEqualTo(112);
    }

    @Test
    void addsATopUpToThePeriodThatItStartsInOnly() {
        Window april = new Window(Instant.parse("2026-04-01T00:00:00Z"), Instant.parse("2026-05-01T00:00:00Z"));

        assertThat(LimitInForce.at(april.start(), april, true, 100, 0, List.of(topUp(30, day(2), null)))
                        .nanos())
                .isEqualTo(100);
    }

    @Test
    void letsTheOverrideThatStartedLastReplaceTheOwnersLimit() {
        List<Adjustment> overrides = List.of(override(500, day(1), day(20)), override(50, day(5), day(15)));

        assertThat(LimitInForce.at(TENTH, MARCH, true, 100, 0, overrides).nanos())
                .isEqualTo(50);
        assertThat(LimitInForce.at(day(15), MARCH, true, 100, 0, overrides).nanos())
                .isEqualTo(500);
        assertThat(LimitInForce.at(day(20), MARCH, true, 100, 0, overrides).nanos())
                .isEqualTo(100);
    }

    @Test
    void isNothingOutsideOfATerm() {
        assertThat(LimitInForce.at(TENTH, MARCH, false, 100, 9, List.of(topUp(5, day(2), null)))
                        .nanos())
                .isZero();
    }

    @Test
    void neverPassesTheLargestAmount() {
        assertThat(LimitInForce.at(TENTH, MARCH, true, Nanos.MAX, Nanos.MAX, List.of(topUp(Nanos.MAX, day(2), null)))
                        .nanos())
                .isEqualTo(Nanos.MAX);
    }

    @Test
    void leavesWhatIsProvenFreeAndNoTopUp() {
        LimitInForce limit = LimitInForce.at(TENTH, MARCH, true, 100, 10, List.of(topUp(30, day(2), null)));

        assertThat(limit.leaves(new Account(0, true, 0, 0, 0))).isEqualTo(110);
        assertThat(limit.leaves(new Account(0, true, 50, 0, 0))).isEqualTo(90);
        assertThat(limit.leaves(new Account(0, true, 50, 20, 10))).isEqualTo(60);
        assertThat(limit.leaves(new Account(0, true, 200, 0, 0))).isZero();
    }

    /** Between one change and the next the limit stays what it is: so it need not be worked out in between. */
    @Test
    void changesOnlyWhenItSaidSo() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            List<Adjustment> adjustments = new ArrayList<>();
            for (int i = 0; i < random.nextInt(5); i++) {
                Instant from = day(random.nextInt(40) - 5);
                Instant end = random.nextBoolean() ? from.plus(Duration.ofDays(1 + random.nextInt(20))) : null;
                adjustments.add(random.nextBoolean() ? topUp(1 + i, from, end) : override(10 + i, from, end));
            }
            Instant at = START;
            LimitInForce limit = LimitInForce.at(at, MARCH, true, 100, 0, adjustments);
            for (; MARCH.contains(at); at = at.plus(Duration.ofHours(12))) {
                LimitInForce now = LimitInForce.at(at, MARCH, true, 100, 0, adjustments);
                if (limit.until() == null || at.isBefore(limit.until())) {
                    assertThat(now).as("seed %d at %s", seed, at).isEqualTo(limit);
                }
                limit = now;
            }
        }
    }

    private static Adjustment topUp(long nanos, Instant start, @Nullable Instant end) {
        return new Adjustment(Adjustment.Kind.TOP_UP, nanos, start, end);
    }

    private static Adjustment override(long nanos, Instant start, @Nullable Instant end) {
        return new Adjustment(Adjustment.Kind.OVERRIDE, nanos, start, end);
    }

    private static Instant day(int ofMarch) {
        return START.plus(Duration.ofDays(ofMarch - 1L));
    }
}
