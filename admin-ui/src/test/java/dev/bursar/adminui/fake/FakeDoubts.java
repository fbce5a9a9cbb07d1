package dev.bursar.adminui.fake;

import dev.bursar.adminapi.budget.Doubt;
import dev.bursar.adminapi.budget.DoubtsApi;
import dev.bursar.adminapi.budget.ResolveDoubt;
import dev.bursar.adminapi.common.Page;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class FakeDoubts implements DoubtsApi {
    private final FakeHouse house;

    FakeDoubts(FakeHouse house) {
        this.house = house;
    }

    @Override
    public Page<Doubt> list(
            UUID organizationId, @Nullable UUID budgetId, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        return FakeHouse.page(
                house.doubts.stream()
                        .filter(doubt -> budgetId == null
                                || doubt.budgets().stream()
                                        .anyMatch(share -> share.budgetId().equals(budgetId)))
                        .toList(),
                cursor,
                size);
    }

    @Override
    public Doubt resolve(UUID organizationId, UUID doubtId, @Nullable String idempotencyKey, ResolveDoubt request) {
        house.enterToWrite();
        Doubt doubt = house.doubts.stream()
                .filter(one -> one.id().equals(doubtId))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("doubt"));
        long spent = FakeHouse.nanos("spentUsd", request.spentUsd());
        if (spent > doubt.amount().nanos()) {
            throw FakeHouse.invalid("spentUsd", "more_than_in_doubt", "At most what is in doubt.");
        }
        house.doubts.remove(doubt);
        for (Doubt.Share share : doubt.budgets()) {
            BudgetDraft draft = BudgetDraft.of(house.budget(share.budgetId())).next();
            draft.inDoubt -= share.amount().nanos();
            draft.spent += Math.min(spent, share.amount().nanos());
            house.replace(draft);
        }
        house.record(
                "doubt.resolved",
                "doubt",
                doubtId,
                doubt.node(),
                null,
                Map.of("proof", request.proof(), "spentUsd", request.spentUsd(), "reason", request.reason()));
        return new Doubt(
                doubt.id(),
                doubt.kind(),
                "resolved",
                doubt.amount(),
                doubt.budgets(),
                doubt.node(),
                doubt.epoch(),
                doubt.model(),
                doubt.keyId(),
                doubt.since());
    }
}
