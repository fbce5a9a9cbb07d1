package dev.bursar.server.budget;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.nodeapi.v1.BudgetState;
import dev.bursar.policy.budget.Account;
import dev.bursar.server.platform.web.Amounts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A budget in one period, as people and nodes see it. @param owner whom to ask; may be empty */
record BudgetView(
        UUID id,
        String name,
        String scope,
        UUID scopeId,
        String scopeName,
        String owner,
        Period period,
        String state,
        Account account,
        long overrunNanos,
        Window window,
        Instant createdAt,
        long version) {

    Budget toApi() {
        return new Budget(
                id,
                name,
                "limit",
                scope,
                scopeId,
                scopeName,
                period.text(),
                null,
                null,
                List.of(),
                account.hard(),
                "strict",
                "refuse",
                null,
                false,
                null,
                owner.isEmpty() ? null : owner,
                state,
                Amounts.money(account.limitNanos()),
                Amounts.money(account.limitNanos()),
                Amounts.money(0),
                Amounts.money(0),
                Amounts.money(account.settledNanos()),
                Amounts.money(account.leasedNanos()),
                Amounts.money(account.inDoubtNanos()),
                Amounts.money(account.freeNanos()),
                Amounts.money(overrunNanos),
                null,
                utc(window.start()),
                window.end() == null ? null : utc(window.end()),
                utc(createdAt),
                version);
    }

    BudgetState toState() {
        return toState(account, window);
    }

    /** With an account that is newer than what was read. */
    BudgetState toState(Account newer, Window inWindow) {
        return BudgetState.newBuilder()
                .setBudgetId(id.toString())
                .setLevel(scope)
                .setName(name)
                .setOwner(owner)
                .setLimitNanos(newer.limitNanos())
                .setSettledNanos(newer.settledNanos())
                .setLeasedNanos(newer.leasedNanos())
                .setInDoubtNanos(newer.inDoubtNanos())
                .setPeriodStartMillis(inWindow.start().toEpochMilli())
                .setResetsAtMillis(inWindow.endMillis())
                .setHard(newer.hard())
                .build();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }
}
