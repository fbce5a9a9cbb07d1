package dev.bursar.adminui.fake;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetHistoryApi;
import dev.bursar.adminapi.budget.BudgetPeriod;
import dev.bursar.adminapi.budget.BudgetPreview;
import dev.bursar.adminapi.budget.BurnDown;
import dev.bursar.adminapi.budget.UpdateBudget;
import dev.bursar.adminapi.common.Money;
import dev.bursar.adminapi.common.Page;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The past of each budget is drawn: a little more each working day. */
final class FakeBudgetHistory implements BudgetHistoryApi {
    private static final int STEPS_A_DAY = 4;
    private static final int PAST_PERIODS = 5;

    private final FakeHouse house;
    private final FakeBudgets budgets;

    FakeBudgetHistory(FakeHouse house) {
        this.house = house;
        this.budgets = new FakeBudgets(house);
    }

    @Override
    public BurnDown burnDown(UUID organizationId, UUID budgetId, @Nullable OffsetDateTime periodStart) {
        house.enter();
        Budget budget = house.budget(budgetId);
        if (periodStart != null && !periodStart.isEqual(budget.periodStart())) {
            BudgetPeriod past = past(budget).stream()
                    .filter(one -> one.start().isEqual(periodStart))
                    .findFirst()
                    .orElseThrow(() -> FakeHouse.notFound("period"));
            OffsetDateTime end = past.end() == null ? house.now() : past.end();
            return new BurnDown(
                    past.start(), past.end(), past.limit(), points(past.start(), end, past.spent()), null, null);
        }
        return current(budget);
    }

    private BurnDown current(Budget budget) {
        OffsetDateTime start = budget.periodStart();
        OffsetDateTime now = house.now();
        OffsetDateTime end = budget.resetsAt();
        long spent = budget.spent().nanos();
        double pace = spent / (double) Duration.between(start, now).toSeconds();
        Money forecast = end == null || spent == 0
                ? null
                : FakeHouse.money(
                        (long) (spent + pace * Duration.between(now, end).toSeconds()));
        long limit = budget.limit().nanos();
        OffsetDateTime runsOut = forecast == null || forecast.nanos() <= limit || pace == 0
                ? null
                : now.plusSeconds((long) (Math.max(0, limit - spent) / pace));
        return new BurnDown(start, end, budget.limit(), points(start, now, budget.spent()), forecast, runsOut);
    }

    private static List<BurnDown.Point> points(OffsetDateTime from, OffsetDateTime to, Money spent) {
        List<BurnDown.Point> points = new ArrayList<>();
        if (spent.nanos() == 0) {
            return points;
        }
        int steps = (int) Math.max(1, Math.min(400, Duration.between(from, to).toHours() * STEPS_A_DAY / 24));
        for (int i = 1; i <= steps; i++) {
            double part = (i + 0.9 * Math.sin(i * 1.9)) / (steps + 0.9 * Math.sin(steps * 1.9));
            points.add(new BurnDown.Point(
                    from.plus(Duration.between(from, to).multipliedBy(i).dividedBy(steps)),
                    FakeHouse.money(i == steps ? spent.nanos() : (long) (spent.nanos() * Math.max(0, part)))));
        }
        return points;
    }

    @Override
    public Page<BudgetPeriod> periods(
            UUID organizationId, UUID budgetId, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        Budget budget = house.budget(budgetId);
        List<BudgetPeriod> all = new ArrayList<>();
        all.add(new BudgetPeriod(
                budget.periodStart(),
                budget.resetsAt(),
                budget.limit(),
                budget.carried(),
                budget.spent(),
                budget.held(),
                budget.inDoubt(),
                budget.overrun()));
        all.addAll(past(budget));
        return FakeHouse.page(all, cursor, size);
    }

    private static List<BudgetPeriod> past(Budget budget) {
        List<BudgetPeriod> all = new ArrayList<>();
        OffsetDateTime end = budget.periodStart();
        for (int i = 0; i < PAST_PERIODS && budget.resetsAt() != null; i++) {
            OffsetDateTime start = end.minusDays(budget.period().equals("day") ? 1 : 30);
            long limit = budget.ownLimit().nanos();
            all.add(new BudgetPeriod(
                    start,
                    end,
                    FakeHouse.money(limit),
                    FakeHouse.money(0),
                    FakeHouse.money(limit / 100 * (97 - 13L * i)),
                    FakeHouse.money(0),
                    FakeHouse.money(0),
                    FakeHouse.money(0)));
            end = start;
        }
        return all;
    }

    @Override
    public BudgetPreview preview(UUID organizationId, UUID budgetId, UpdateBudget request) {
        house.enter();
        Budget now = house.budget(budgetId);
        Budget after = budgets.changed(now, request).build();
        long change = after.free().nanos() - now.free().nanos();
        List<String> effects = new ArrayList<>();
        if (after.limit().nanos() != now.limit().nanos()) {
            effects.add("The limit goes from $" + now.limit().usd() + " to $"
                    + after.limit().usd() + ".");
            effects.add(
                    after.free().nanos() == 0
                            ? "Nothing is free: new requests are refused at once."
                            : "$" + after.free().usd() + " will be free.");
        }
        if (!after.atCap().equals(now.atCap())) {
            effects.add("At the cap: " + after.atCap() + ".");
        }
        return new BudgetPreview(
                now,
                after,
                FakeHouse.money(Math.abs(change)),
                change < 0,
                house.keys.stream().filter(key -> key.state().equals("active")).count(),
                after.free().nanos() == 0,
                current(after).runsOutAt() == null
                        ? null
                        : Duration.between(house.now(), current(after).runsOutAt())
                                .toDays(),
                effects);
    }
}
