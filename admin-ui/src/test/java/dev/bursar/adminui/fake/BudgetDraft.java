package dev.bursar.adminui.fake;

import dev.bursar.adminapi.budget.Budget;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A budget while a fake works on it; amounts in nano-USD. */
final class BudgetDraft {
    UUID id = UUID.randomUUID();
    String name = "";
    String kind = "limit";
    String scope = "organization";
    UUID scopeId = FakeHouse.ACME;
    String scopeName = "";
    String period = "month";

    @Nullable
    LocalDate startsOn;

    @Nullable
    LocalDate endsOn;

    List<String> models = List.of();
    boolean hard = true;
    String mode = "strict";
    String atCap = "refuse";

    @Nullable
    String downgradeModel;

    boolean carryOver;

    @Nullable
    UUID ownerMemberId;

    @Nullable
    String ownerName;

    String state = "active";
    long ownLimit;

    @Nullable
    Long override;

    long carried;
    long toppedUp;
    long spent;
    long held;
    long inDoubt;
    long overrun;
    OffsetDateTime periodStart = OffsetDateTime.MIN;

    @Nullable
    OffsetDateTime resetsAt;

    OffsetDateTime createdAt = OffsetDateTime.MIN;
    long version = 1;

    static BudgetDraft of(Budget was) {
        BudgetDraft draft = new BudgetDraft();
        draft.id = was.id();
        draft.name = was.name();
        draft.kind = was.kind();
        draft.scope = was.scope();
        draft.scopeId = was.scopeId();
        draft.scopeName = was.scopeName();
        draft.period = was.period();
        draft.startsOn = was.startsOn();
        draft.endsOn = was.endsOn();
        draft.models = was.models();
        draft.hard = was.hard();
        draft.mode = was.mode();
        draft.atCap = was.atCap();
        draft.downgradeModel = was.downgradeModel();
        draft.carryOver = was.carryOver();
        draft.ownerMemberId = was.ownerMemberId();
        draft.ownerName = was.ownerName();
        draft.state = was.state();
        draft.amounts(was);
        draft.periodStart = was.periodStart();
        draft.resetsAt = was.resetsAt();
        draft.createdAt = was.createdAt();
        draft.version = was.version();
        return draft;
    }

    private void amounts(Budget was) {
        ownLimit = was.ownLimit().nanos();
        carried = was.carried().nanos();
        toppedUp = was.toppedUp().nanos();
        long sum = ownLimit + carried + toppedUp;
        override = was.limit().nanos() == sum ? null : was.limit().nanos() - carried - toppedUp;
        spent = was.spent().nanos();
        held = was.held().nanos();
        inDoubt = was.inDoubt().nanos();
        overrun = was.overrun().nanos();
    }

    BudgetDraft next() {
        version++;
        return this;
    }

    Budget build() {
        long limit = (override == null ? ownLimit : override) + carried + toppedUp;
        return new Budget(
                id,
                name,
                kind,
                scope,
                scopeId,
                scopeName,
                period,
                startsOn,
                endsOn,
                models,
                hard,
                mode,
                atCap,
                downgradeModel,
                carryOver,
                ownerMemberId,
                ownerName,
                state,
                FakeHouse.money(limit),
                FakeHouse.money(ownLimit),
                FakeHouse.money(carried),
                FakeHouse.money(toppedUp),
                FakeHouse.money(spent),
                FakeHouse.money(held),
                FakeHouse.money(inDoubt),
                FakeHouse.money(Math.max(0, limit - spent - held - inDoubt)),
                FakeHouse.money(overrun),
                null,
                periodStart,
                resetsAt,
                createdAt,
                version);
    }

    static Budget cappedBy(Budget budget, Budget.@Nullable CappedBy above) {
        return new Budget(
                budget.id(),
                budget.name(),
                budget.kind(),
                budget.scope(),
                budget.scopeId(),
                budget.scopeName(),
                budget.period(),
                budget.startsOn(),
                budget.endsOn(),
                budget.models(),
                budget.hard(),
                budget.mode(),
                budget.atCap(),
                budget.downgradeModel(),
                budget.carryOver(),
                budget.ownerMemberId(),
                budget.ownerName(),
                budget.state(),
                budget.limit(),
                budget.ownLimit(),
                budget.carried(),
                budget.toppedUp(),
                budget.spent(),
                budget.held(),
                budget.inDoubt(),
                budget.free(),
                budget.overrun(),
                above,
                budget.periodStart(),
                budget.resetsAt(),
                budget.createdAt(),
                budget.version());
    }
}
