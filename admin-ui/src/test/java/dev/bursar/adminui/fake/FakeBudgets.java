package dev.bursar.adminui.fake;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetsApi;
import dev.bursar.adminapi.budget.CreateBudget;
import dev.bursar.adminapi.budget.Lease;
import dev.bursar.adminapi.budget.UpdateBudget;
import dev.bursar.adminapi.common.Page;
import java.util.List;
import java.util.Locale;
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

    static BudgetDraft fresh(FakeHouse house, String name, String scope, UUID scopeId, String period, long limit) {
        BudgetDraft draft = new BudgetDraft();
        draft.name = name;
        draft.scope = scope;
        draft.scopeId = scopeId;
        draft.scopeName = name;
        draft.period = period;
        draft.ownLimit = limit;
        draft.periodStart = house.now().minusDays(9);
        draft.resetsAt = period.equals("lifetime") ? null : house.now().plusDays(6);
        draft.createdAt = house.now().minusDays(30);
        return draft;
    }

    @Override
    public ResponseEntity<Budget> create(UUID organizationId, @Nullable String idempotencyKey, CreateBudget request) {
        house.enterToWrite();
        UUID scopeId = Objects.requireNonNullElse(request.scopeId(), house.id());
        if (request.period().equals("term")
                && (request.startsOn() == null
                        || request.endsOn() == null
                        || request.endsOn().isBefore(request.startsOn()))) {
            throw FakeHouse.invalid("endsOn", "term_ends_before_start", "A term ends after it begins.");
        }
        if ("downgrade".equals(request.atCap()) != (request.downgradeModel() != null)) {
            throw FakeHouse.invalid("downgradeModel", "downgrade_model_required", "Name the model to go down to.");
        }
        BudgetDraft draft = fresh(
                house,
                request.name(),
                request.scope(),
                scopeId,
                request.period(),
                FakeHouse.nanos("limitUsd", request.limitUsd()));
        draft.scopeName = nameOf(scopeId);
        draft.startsOn = request.startsOn();
        draft.endsOn = request.endsOn();
        draft.models = Objects.requireNonNullElse(request.models(), List.of());
        draft.hard = !Boolean.FALSE.equals(request.hard());
        draft.mode = Objects.requireNonNullElse(request.mode(), "strict");
        draft.atCap = Objects.requireNonNullElse(request.atCap(), "refuse");
        draft.downgradeModel = request.downgradeModel();
        draft.carryOver = Boolean.TRUE.equals(request.carryOver());
        owned(draft, request.ownerMemberId());
        Budget budget = draft.build();
        house.budgets.add(budget);
        house.record(
                "budget.created", "budget", budget.id(), budget.name(), null, Map.of("limitUsd", request.limitUsd()));
        return ResponseEntity.status(201).body(budget);
    }

    private void owned(BudgetDraft draft, @Nullable UUID member) {
        draft.ownerMemberId = member;
        draft.ownerName = house.members.stream()
                .filter(one -> one.id().equals(member))
                .map(one -> one.name())
                .findFirst()
                .orElse(null);
    }

    private String nameOf(UUID scopeId) {
        return FakeTree.placeOf(house, scopeId).name();
    }

    @Override
    public Page<Budget> list(
            UUID organizationId,
            @Nullable String scope,
            @Nullable String search,
            @Nullable String cursor,
            @Nullable Integer size) {
        house.enter();
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        return FakeHouse.page(
                house.budgets.stream()
                        .filter(budget -> isSeen(caller, budget))
                        .filter(budget -> scope == null || budget.scope().equals(scope))
                        .filter(budget -> search == null
                                || budget.name().toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT)))
                        .map(budget -> FakeTree.capped(house, budget))
                        .toList(),
                cursor,
                size);
    }

    @Override
    public ResponseEntity<Budget> get(UUID organizationId, UUID budgetId) {
        house.enter();
        Budget budget = house.budget(budgetId);
        if (!isSeen(FakeAuthority.ofCaller(house), budget)) {
            throw FakeHouse.notFound("budget");
        }
        return ResponseEntity.ok(FakeTree.capped(house, budget));
    }

    private boolean isSeen(FakeAuthority caller, Budget budget) {
        return caller.may("budget.read", unitOf(house, budget));
    }

    /** In which it stands; null: in the organization itself. */
    static @Nullable UUID unitOf(FakeHouse house, Budget budget) {
        return switch (budget.scope()) {
            case "team", "project", "class" -> budget.scopeId();
            case "key" ->
                house.keys.stream()
                        .filter(key -> key.id().equals(budget.scopeId()))
                        .findFirst()
                        .map(dev.bursar.adminapi.key.Key::unitId)
                        .orElse(null);
            default -> null;
        };
    }

    @Override
    public ResponseEntity<Budget> update(
            UUID organizationId, UUID budgetId, @Nullable String ifMatch, UpdateBudget request) {
        house.enterToWrite();
        Budget was = house.budget(budgetId);
        FakeHouse.requireVersion(ifMatch, was.version());
        Budget is = house.replace(changed(was, request).next());
        house.record(
                "budget.updated",
                "budget",
                was.id(),
                is.name(),
                Map.of("limitUsd", was.ownLimit().usd(), "name", was.name()),
                Map.of("limitUsd", is.ownLimit().usd(), "name", is.name()));
        return ResponseEntity.ok(FakeTree.capped(house, is));
    }

    /** The budget with what a request asks for, in memory only. */
    BudgetDraft changed(Budget was, UpdateBudget request) {
        BudgetDraft draft = BudgetDraft.of(was);
        draft.name = Objects.requireNonNullElse(request.name(), was.name());
        String limitUsd = request.limitUsd();
        draft.ownLimit = limitUsd == null ? draft.ownLimit : FakeHouse.nanos("limitUsd", limitUsd);
        draft.endsOn = request.endsOn() == null ? draft.endsOn : request.endsOn();
        draft.models = Objects.requireNonNullElse(request.models(), draft.models);
        draft.mode = Objects.requireNonNullElse(request.mode(), draft.mode);
        draft.atCap = Objects.requireNonNullElse(request.atCap(), draft.atCap);
        draft.downgradeModel = draft.atCap.equals("downgrade") && request.downgradeModel() != null
                ? request.downgradeModel()
                : draft.atCap.equals("downgrade") ? draft.downgradeModel : null;
        draft.carryOver = Objects.requireNonNullElse(request.carryOver(), draft.carryOver);
        if (request.ownerMemberId() != null) {
            owned(draft, request.ownerMemberId());
        }
        if (Boolean.TRUE.equals(request.withoutOwner())) {
            draft.ownerMemberId = null;
            draft.ownerName = null;
        }
        return draft;
    }

    @Override
    public ResponseEntity<Budget> archive(UUID organizationId, UUID budgetId) {
        house.enterToWrite();
        Budget was = house.budget(budgetId);
        if (was.held().nanos() + was.inDoubt().nanos() > 0) {
            throw FakeHouse.conflict(
                    "budget_has_money_held",
                    "Something of it is still held or in doubt. Wait until the gateways have returned it.");
        }
        BudgetDraft draft = BudgetDraft.of(was).next();
        draft.state = "archived";
        return ResponseEntity.ok(house.replace(draft));
    }

    @Override
    public Page<Lease> leases(UUID organizationId, UUID budgetId, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        Budget budget = house.budget(budgetId);
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
}
