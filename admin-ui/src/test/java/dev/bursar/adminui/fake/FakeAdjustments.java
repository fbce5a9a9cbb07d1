package dev.bursar.adminui.fake;

import dev.bursar.adminapi.budget.Adjustment;
import dev.bursar.adminapi.budget.AdjustmentsApi;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.CreateAdjustment;
import dev.bursar.adminapi.common.Page;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeAdjustments implements AdjustmentsApi {
    private static final int BREAK_GLASS_HOURS = 24;
    private final FakeHouse house;

    FakeAdjustments(FakeHouse house) {
        this.house = house;
    }

    @Override
    public ResponseEntity<Adjustment> create(
            UUID organizationId, UUID budgetId, @Nullable String idempotencyKey, CreateAdjustment request) {
        house.enterToWrite();
        Budget budget = house.budget(budgetId);
        boolean breakGlass = Boolean.TRUE.equals(request.breakGlass());
        OffsetDateTime expiresAt = request.expiresAt();
        if (expiresAt == null && (breakGlass || request.kind().equals("override"))) {
            throw FakeHouse.invalid("expiresAt", "expiry_required", "Say when it ends.");
        }
        if (breakGlass && Objects.requireNonNull(expiresAt).isAfter(house.now().plusHours(BREAK_GLASS_HOURS))) {
            throw FakeHouse.invalid("expiresAt", "break_glass_too_long", "Within 24 hours.");
        }
        long nanos = FakeHouse.nanos("amountUsd", request.amountUsd());
        if (nanos == 0) {
            throw FakeHouse.invalid("amountUsd", "amount_not_positive", "More than nothing.");
        }
        long threshold = house.organization.fourEyesAbove().nanos();
        if (!breakGlass && threshold > 0 && nanos > threshold) {
            throw FakeHouse.conflict(
                    "four_eyes_required",
                    "A raise above $" + house.organization.fourEyesAbove().usd()
                            + " needs two approvals: ask for more, and let two people approve.");
        }
        return ResponseEntity.status(201).body(add(budget, request, nanos, null));
    }

    Adjustment add(Budget budget, CreateAdjustment request, long nanos, @Nullable UUID requestId) {
        Adjustment made = new Adjustment(
                UUID.randomUUID(),
                budget.id(),
                request.kind(),
                "active",
                FakeHouse.money(nanos),
                house.now(),
                request.expiresAt(),
                request.reason(),
                Boolean.TRUE.equals(request.breakGlass()),
                requestId,
                "Ada Admin",
                house.now());
        house.adjustments.addFirst(made);
        apply(budget, made, 1);
        house.record(
                "budget.adjusted",
                "budget",
                budget.id(),
                budget.name(),
                null,
                Map.of("kind", made.kind(), "amountUsd", request.amountUsd(), "reason", made.reason()));
        return made;
    }

    private void apply(Budget budget, Adjustment made, int sign) {
        BudgetDraft draft = BudgetDraft.of(budget).next();
        if (made.kind().equals("top_up")) {
            draft.toppedUp += sign * made.amount().nanos();
        } else {
            draft.override = sign > 0 ? made.amount().nanos() : null;
        }
        house.replace(draft);
    }

    @Override
    public Page<Adjustment> list(UUID organizationId, UUID budgetId, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        return FakeHouse.page(
                house.adjustments.stream()
                        .filter(one -> one.budgetId().equals(budgetId))
                        .toList(),
                cursor,
                size);
    }

    @Override
    public ResponseEntity<Adjustment> end(UUID organizationId, UUID budgetId, UUID adjustmentId) {
        house.enterToWrite();
        Adjustment was = house.adjustments.stream()
                .filter(one -> one.id().equals(adjustmentId) && one.budgetId().equals(budgetId))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("adjustment"));
        if (was.state().equals("ended")) {
            return ResponseEntity.ok(was);
        }
        Adjustment is = new Adjustment(
                was.id(),
                was.budgetId(),
                was.kind(),
                "ended",
                was.amount(),
                was.startsAt(),
                house.now(),
                was.reason(),
                was.breakGlass(),
                was.requestId(),
                was.createdBy(),
                was.createdAt());
        house.adjustments.set(house.adjustments.indexOf(was), is);
        apply(house.budget(budgetId), was, -1);
        return ResponseEntity.ok(is);
    }
}
