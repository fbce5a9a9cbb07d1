package dev.bursar.server.budget;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.nodeapi.v1.BudgetState;
import dev.bursar.policy.budget.Account;
import dev.bursar.policy.budget.Window;
import dev.bursar.policy.period.LimitInForce;
import dev.bursar.policy.period.Period;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.sql.tables.records.BudgetRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A budget in one period, as people and nodes see it.
 *
 * @param row as it is stored
 * @param scopeName of whom it is
 * @param owner whom to ask; may be empty
 * @param limit in force, with what it is made of
 * @param account with that limit
 */
record BudgetView(
        BudgetRecord row,
        String scopeName,
        String owner,
        LimitInForce limit,
        Account account,
        long overrunNanos,
        Window window) {

    UUID id() {
        return row.getBudgetId();
    }

    String name() {
        return row.getName();
    }

    String scope() {
        return row.getScope();
    }

    UUID scopeId() {
        return row.getScopeId();
    }

    Period period() {
        return Period.of(row.getPeriod()).orElseThrow();
    }

    String state() {
        return row.getState();
    }

    Instant createdAt() {
        return row.getCreatedAt();
    }

    long version() {
        return row.getVersion();
    }

    List<String> models() {
        return List.of(row.getModels());
    }

    Budget toApi() {
        return toApi(null);
    }

    Budget toApi(Budget.@Nullable CappedBy cappedBy) {
        return new Budget(
                id(),
                name(),
                row.getKind(),
                scope(),
                scopeId(),
                scopeName,
                row.getPeriod(),
                row.getStartsOn(),
                row.getEndsOn(),
                models(),
                account.hard(),
                row.getMode(),
                row.getAtCap(),
                row.getDowngradeModel(),
                row.getCarryOver(),
                row.getOwnerMemberId(),
                owner.isEmpty() ? null : owner,
                state(),
                Amounts.money(account.limitNanos()),
                Amounts.money(row.getLimitNanos()),
                Amounts.money(limit.carriedNanos()),
                Amounts.money(limit.toppedUpNanos()),
                Amounts.money(account.settledNanos()),
                Amounts.money(account.leasedNanos()),
                Amounts.money(account.inDoubtNanos()),
                Amounts.money(account.freeNanos()),
                Amounts.money(overrunNanos),
                cappedBy,
                utc(window.start()),
                utcOrNull(window.end()),
                utc(createdAt()),
                version());
    }

    BudgetState toState() {
        return toState(account, window);
    }

    /** With an account that is newer than what was read. */
    BudgetState toState(Account newer, Window inWindow) {
        return BudgetState.newBuilder()
                .setBudgetId(id().toString())
                .setLevel(scope())
                .setName(name())
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
