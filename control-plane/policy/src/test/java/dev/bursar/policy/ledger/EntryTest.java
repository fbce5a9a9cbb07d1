package dev.bursar.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.policy.ledger.Entry.Line;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntryTest {
    @Test
    void cannotBeBuiltUnbalanced() {
        assertThatThrownBy(() -> entry(new Line(BookAccount.CASH, 5), new Line(BookAccount.CREDITS, -4)))
                .hasMessageContaining("sum to 1");
        assertThatThrownBy(() -> entry(new Line(BookAccount.CASH, 5), new Line(BookAccount.CASH, -5)))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new Line(BookAccount.CASH, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> entry()).hasMessageContaining("moves something");
        assertThatThrownBy(() -> entry(
                        new Line(BookAccount.CASH, Long.MAX_VALUE),
                        new Line(BookAccount.FEES, Long.MAX_VALUE),
                        new Line(BookAccount.DRAWN, 2)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void keepsTheFeeOfATopUpApart() {
        assertThat(Postings.topUp(100, 3).lines())
                .containsExactly(
                        new Line(BookAccount.CASH, 100),
                        new Line(BookAccount.CREDITS, -97),
                        new Line(BookAccount.FEES, -3));
    }

    @Test
    void splitsWhatUsageDrawsFromTheFeesOfOwnContracts() {
        assertThat(Postings.usage(100, new Postings.Drawn(60, 2)).orElseThrow().lines())
                .containsExactly(
                        new Line(BookAccount.CREDITS, 62),
                        new Line(BookAccount.DRAWN, -60),
                        new Line(BookAccount.USAGE, 100),
                        new Line(BookAccount.PROVIDERS, -100),
                        new Line(BookAccount.OWN_CREDENTIAL_FEES, -2));
        assertThat(Postings.usage(0, Postings.Drawn.NONE)).isEmpty();
    }

    @Test
    void takesOutOfUsageWhatOfADoubtfulRequestWasNotSpentAndMovesAWriteOffOutOfIt() {
        assertThat(Postings.resolved(10, 4, false, Postings.Drawn.NONE)
                        .orElseThrow()
                        .lines())
                .containsExactly(new Line(BookAccount.USAGE, -6), new Line(BookAccount.PROVIDERS, 6));
        assertThat(Postings.resolved(10, 4, true, Postings.Drawn.NONE)
                        .orElseThrow()
                        .lines())
                .containsExactly(
                        new Line(BookAccount.USAGE, -10),
                        new Line(BookAccount.PROVIDERS, 6),
                        new Line(BookAccount.WRITE_OFFS, 4));
        assertThat(Postings.resolved(10, 10, false, Postings.Drawn.NONE)).isEmpty();
    }

    @Test
    void emptiesWhatHappenedAtTheCloseAndLeavesWhatIsOwed() {
        Map<BookAccount, Long> month = new EnumMap<>(BookAccount.class);
        month.put(BookAccount.USAGE, 100L);
        month.put(BookAccount.DRAWN, -60L);
        month.put(BookAccount.CREDITS, -40L);

        assertThat(Postings.close(month).lines())
                .containsExactly(
                        new Line(BookAccount.DRAWN, 60),
                        new Line(BookAccount.USAGE, -100),
                        new Line(BookAccount.CLOSED, 40));
        assertThat(Postings.close(Map.of()).lines()).isEmpty();
    }

    @Test
    void roundsFeesUpAndNeverAboveTheWhole() {
        assertThat(BasisPoints.of(1, 1)).isEqualTo(1);
        assertThat(BasisPoints.of(10_000, 250)).isEqualTo(250);
        assertThat(BasisPoints.of(Long.MAX_VALUE, 10_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(BasisPoints.of(5, 0)).isZero();
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long nanos = random.nextLong(1_000_000_000_000L);
            int points = random.nextInt(10_001);
            long exact = Math.ceilDiv(nanos * points, 10_000L);
            assertThat(BasisPoints.of(nanos, points)).isEqualTo(exact);
        }
    }

    @Test
    void saysInOneSentenceWhatEachBalanceMeans() {
        for (BookAccount account : BookAccount.values()) {
            assertThat(account.meaning()).matches("[A-Z][^.]*\\.");
            assertThat(BookAccount.of(account.text())).contains(account);
        }
        assertThat(EntryKind.of("period_close")).contains(EntryKind.PERIOD_CLOSE);
    }

    private static Entry entry(Line... lines) {
        return new Entry(EntryKind.CORRECTION, List.of(lines));
    }
}
