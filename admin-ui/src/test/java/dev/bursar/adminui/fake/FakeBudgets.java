package dev.bursar.adminui.fake;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetsApi;
import dev.bursar.adminapi.budget.CreateBudget;
import dev.bursar.adminapi.budget.Lease;
import dev.bursar.adminapi.budget.UpdateBudget;
import dev.bursar.adminapi.common.Page;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeBudgets implements BudgetsApi {
    private final FakeHouse house;

    FakeBudgets(FakeHouse house) {
        this.house = house;
    }

    static Budget fresh(
            FakeHouse house,
            String name,
            String scope,
            UUID scopeId,
            String scopeName,
            String period,
            long limit,
            boolean hard) {
        return of(house, UUID.randomUUID(), name, scope, scopeId, scopeName, period, hard, "active", 1, new long[] {
            limit, 0, 0, 0
        });
    }

    /** @param amounts limit, spent, held, in doubt */
    static Budget of(
            FakeHouse house,
            UUID id,
            String name,
            String scope,
            UUID scopeId,
            String scopeName,
            String period,
            boolean hard,
            String state,
            long version,
            long[] amounts) {
        long free = Math.max(0, amounts[0] - amounts[1] - amounts[2] - amounts[3]);
        return new Budget(
                id,
                name,
                "limit",
                scope,
                scopeId,
                scopeName,
                period,
                null,
                null,
                List.of(),
                hard,
                "strict",
                "refuse",
                null,
                false,
                null,
                null,
                state,
                FakeHouse.money(amounts[0]),
                FakeHouse.money(amounts[0]),
                FakeHouse.money(0),
                FakeHouse.money(0),
                FakeHouse.money(amounts[1]),
                FakeHouse.money(amounts[2]),
                FakeHouse.money(amounts[3]),
                FakeHouse.money(free),
                FakeHouse.money(0),
                null,
                house.now().minusDays(9),
                period.equals("lifetime") ? null : house.now().plusDays(6),
                house.now().minusDays(30),
                version);
    }

    @Override
    public ResponseEntity<Budget> create(UUID organizationId, @Nullable String idempotencyKey, CreateBudget request) {
        house.enterToWrite();
        UUID scopeId = Objects.requireNonNullElse(request.scopeId(), FakeHouse.ACME);
        Budget budget = fresh(
                house,
                request.name(),
                request.scope(),
                scopeId,
                house.organization.name(),
                request.period(),
                FakeHouse.nanos("limitUsd", request.limitUsd()),
                !Boolean.FALSE.equals(request.hard()));
        house.budgets.add(budget);
        house.record(
                "budget.created", "budget", budget.id(), budget.name(), null, Map.of("limitUsd", request.limitUsd()));
        return ResponseEntity.status(201).body(budget);
    }

    @Override
    public Page<Budget> list(
            UUID organizationId, @Nullable String scope, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        return FakeHouse.page(
                house.budgets.stream()
                        .filter(budget -> scope == null || budget.scope().equals(scope))
                        .toList(),
                cursor,
                size);
    }

    @Override
    public ResponseEntity<Budget> get(UUID organizationId, UUID budgetId) {
        house.enter();
        return ResponseEntity.ok(find(budgetId));
    }

    @Override
    public ResponseEntity<Budget> update(
            UUID organizationId, UUID budgetId, @Nullable String ifMatch, UpdateBudget request) {
        house.enterToWrite();
        Budget was = find(budgetId);
        FakeHouse.requireVersion(ifMatch, was.version());
        String limitUsd = request.limitUsd();
        long limit = limitUsd == null ? was.limit().nanos() : FakeHouse.nanos("limitUsd", limitUsd);
        Budget is = changed(was, Objects.requireNonNullElse(request.name(), was.name()), limit, was.state());
        house.record(
                "budget.updated",
                "budget",
                was.id(),
                is.name(),
                Map.of("limitUsd", was.limit().usd(), "name", was.name()),
                Map.of("limitUsd", is.limit().usd(), "name", is.name()));
        return ResponseEntity.ok(is);
    }

    @Override
    public ResponseEntity<Budget> archive(UUID organizationId, UUID budgetId) {
        house.enterToWrite();
        Budget was = find(budgetId);
        return ResponseEntity.ok(changed(was, was.name(), was.limit().nanos(), "archived"));
    }

    private Budget changed(Budget was, String name, long limit, String state) {
        Budget is = of(
                house,
                was.id(),
                name,
                was.scope(),
                was.scopeId(),
                was.scopeName(),
                was.period(),
                was.hard(),
                state,
                was.version() + 1,
                new long[] {
                    limit,
                    was.spent().nanos(),
                    was.held().nanos(),
                    was.inDoubt().nanos()
                });
        house.budgets.set(house.budgets.indexOf(was), is);
        return is;
    }

    @Override
    public Page<Lease> leases(UUID organizationId, UUID budgetId, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        Budget budget = find(budgetId);
        if (budget.held().nanos() == 0) {
            return new Page<>(List.of(), null);
        }
        return new Page<>(
                List.of(new Lease(
                        UUID.randomUUID(),
                        "gateway-1",
                        3,
                        "open",
                        FakeHouse.money(budget.spent().nanos() + budget.held().nanos()),
                        budget.spent(),
                        budget.inDoubt(),
                        FakeHouse.money(0),
                        house.now().plusMinutes(2))),
                null);
    }

    private Budget find(UUID budgetId) {
        return house.budgets.stream()
                .filter(budget -> budget.id().equals(budgetId))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("budget"));
    }
}
