package dev.bursar.server.budget;

import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.sql.tables.records.BudgetRecord;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an owner may change of a budget.
 *
 * @param limitNanos the owner's; 0: nothing may be spent
 * @param endsOn last day of a term; null otherwise
 * @param models patterns; empty: every model
 * @param downgradeModel with {@code atCap = downgrade}, and only then
 */
record BudgetSettings(
        String name,
        long limitNanos,
        @Nullable LocalDate endsOn,
        List<String> models,
        String mode,
        String atCap,
        @Nullable String downgradeModel,
        boolean carryOver,
        @Nullable UUID ownerMemberId) {
    BudgetSettings {
        models = List.copyOf(models);
    }

    /** A limit and nothing else. */
    static BudgetSettings plain(String name, long limitNanos) {
        return new BudgetSettings(name, limitNanos, null, List.of(), "strict", "refuse", null, false, null);
    }

    static BudgetSettings of(BudgetRecord row) {
        return new BudgetSettings(
                row.getName(),
                row.getLimitNanos(),
                row.getEndsOn(),
                List.of(row.getModels()),
                row.getMode(),
                row.getAtCap(),
                row.getDowngradeModel(),
                row.getCarryOver(),
                row.getOwnerMemberId());
    }

    void writeTo(BudgetRecord row) {
        row.setName(name);
        row.setLimitNanos(limitNanos);
        row.setEndsOn(endsOn);
        row.setModels(models.toArray(String[]::new));
        row.setMode(mode);
        row.setAtCap(atCap);
        row.setDowngradeModel(downgradeModel);
        row.setCarryOver(carryOver);
        row.setOwnerMemberId(ownerMemberId);
    }

    /** Whether nodes decide by what differs. */
    boolean samePolicyAs(BudgetSettings other) {
        return name.equals(other.name)
                && models.equals(other.models)
                && mode.equals(other.mode)
                && atCap.equals(other.atCap)
                && Objects.equals(downgradeModel, other.downgradeModel)
                && Objects.equals(ownerMemberId, other.ownerMemberId);
    }

    /** For the audit log. */
    Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("name", name);
        facts.put("limitUsd", Amounts.money(limitNanos).usd());
        facts.put("endsOn", endsOn == null ? null : endsOn.toString());
        facts.put("models", models);
        facts.put("mode", mode);
        facts.put("atCap", atCap);
        facts.put("downgradeModel", downgradeModel);
        facts.put("carryOver", carryOver);
        facts.put("ownerMemberId", ownerMemberId == null ? null : ownerMemberId.toString());
        return facts;
    }
}
