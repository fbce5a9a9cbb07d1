package dev.bursar.server.key;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.key.IssueKey;
import dev.bursar.policy.money.Nanos;
import dev.bursar.policy.period.Period;
import dev.bursar.server.budget.Budgets;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.ProblemException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A key's own cap is a hard budget of the key. */
@Component
final class KeyBudgets {
    private final Budgets budgets;

    KeyBudgets(Budgets budgets) {
        this.budgets = budgets;
    }

    /** @return what was set, for the audit log; empty if the request wants no cap */
    Map<String, @Nullable Object> create(DSLContext tx, Caller caller, KeyRow key, IssueKey request) {
        String cap = request.capUsd();
        if (cap == null) {
            if (request.capPeriod() != null) {
                throw ProblemException.field("capUsd", "cap_missing", "A cap period needs a cap.");
            }
            return Map.of();
        }
        long nanos = Amounts.parse("capUsd", cap);
        String period = request.capPeriod() == null ? "lifetime" : request.capPeriod();
        budgets.createForKey(
                tx, caller, key.id(), key.name(), nanos, Period.of(period).orElseThrow());
        return Map.of("capUsd", Nanos.toUsd(nanos), "capPeriod", period);
    }

    Map<UUID, Budget> of(DSLContext tx, Caller caller, Collection<UUID> keyIds) {
        return budgets.ofKeys(tx, caller.organizationId(), keyIds);
    }
}
