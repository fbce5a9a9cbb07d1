package dev.bursar.adminui.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BurnDown;
import dev.bursar.adminapi.common.Money;
import dev.bursar.adminui.ConsoleTest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BudgetWordsTest extends ConsoleTest {
    private static final OffsetDateTime START = OffsetDateTime.parse("2026-10-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-10-10T00:00:00Z");

    @Test
    void saysWhenItRunsOutAndHowEarly() {
        assertThat(headline(OffsetDateTime.parse("2026-10-20T00:00:00Z")))
                .isEqualTo("$312.41 of $500.00 spent, runs out on 20 Oct 2026, 12 days early, at this pace.");
    }

    @Test
    void saysThatItLasts() {
        assertThat(headline(null))
                .isEqualTo("$312.41 of $500.00 spent, about $420.00 by 1 Nov 2026 at this pace: it lasts.");
    }

    @Test
    void saysWhatHappensOnceNothingIsFree() {
        Budget used = house.budgets.stream()
                .filter(one -> one.name().equals("Grace Hopper"))
                .findFirst()
                .orElseThrow();
        assertThat(BudgetWords.headline(used, burnDown(null), NOW))
                .isEqualTo("$5.00 of $5.00 spent, nothing is free: requests are refused.");
    }

    private String headline(@Nullable OffsetDateTime runsOut) {
        return BudgetWords.headline(house.budgets.getFirst(), burnDown(runsOut), NOW);
    }

    private static BurnDown burnDown(@Nullable OffsetDateTime runsOut) {
        return new BurnDown(
                START,
                START.plusMonths(1),
                new Money("500", 500_000_000_000L),
                List.of(),
                new Money("420", 420_000_000_000L),
                runsOut);
    }
}
