package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.usage.UsageRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** After all that the other tests did to it: the books balance. */
@EndToEnd
@Order(90)
class BooksTest {
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final Admin admin;

    BooksTest(House house) {
        this.admin = house.admin("Organization admin");
    }

    /** But for one whose limit somebody lowered below what was spent already: nothing more comes to it. */
    @Test
    void everyBudgetStaysWithinItsLimit() {
        assertThat(admin.allBudgets())
                .isNotEmpty()
                .filteredOn(Budget::hard)
                .filteredOn(budget -> !budget.name().equals(MoneyConsoleTest.BUDGET))
                .allSatisfy(budget -> assertThat(budget.spent().nanos()
                                + budget.held().nanos()
                                + budget.inDoubt().nanos())
                        .as(budget.name())
                        .isLessThanOrEqualTo(budget.limit().nanos()));
    }

    @Test
    void whatKeysSpentIsTheSumOfTheirUsageEvents() {
        List<Budget> ofKeys = admin.allBudgets().stream()
                .filter(budget -> budget.scope().equals("key"))
                .toList();
        assertThat(ofKeys).isNotEmpty();

        for (Budget budget : ofKeys) {
            Poll.until(QUIET, () -> difference(budget.id()), difference -> difference == 0);
        }
        long settled =
                ofKeys.stream().mapToLong(budget -> budget.spent().nanos()).sum();
        System.out.println("Measured: " + ofKeys.size() + " capped keys, " + settled
                + " nano-USD settled, sum of their usage events the same");
    }

    /** Settled by the ledger less what the events say; a crashed gateway's remainder is in doubt, in neither. */
    private long difference(UUID budgetId) {
        Budget budget = Objects.requireNonNull(
                admin.budgets.get(admin.organization, budgetId).getBody());
        return budget.spent().nanos()
                - admin.requests(budget.scopeId()).stream().collect(Collectors.summingLong(BooksTest::settled));
    }

    private static long settled(UsageRequest request) {
        return request.cost().nanos() - request.inDoubt().nanos();
    }
}
