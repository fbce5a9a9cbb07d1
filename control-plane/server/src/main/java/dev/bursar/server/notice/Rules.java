package dev.bursar.server.notice;

import dev.bursar.adminapi.notice.AlertRule;
import dev.bursar.adminapi.notice.WriteAlertRule;
import dev.bursar.policy.access.Action;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.budget.BudgetPlaces;
import dev.bursar.server.budget.Budgets;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.organization.OrganizationNews;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.appointment.Appointments;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes rules and changes them. */
@Component
final class Rules implements OrganizationNews {
    /** Active ones of an organization. */
    static final int MOST = 100;

    private static final String KIND = "alert_rule";

    private final JooqRules store;
    private final JooqChannels channels;
    private final Budgets budgets;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    Rules(JooqRules store, JooqChannels channels, Budgets budgets, AuditLog audit, Ids ids, Clock clock) {
        this.store = store;
        this.channels = channels;
        this.budgets = budgets;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a new organization begins with: each budget's owner hears of 80% and of 100%. */
    @Override
    public void created(DSLContext tx, Caller caller) {
        for (int percent : new int[] {80, 100}) {
            make(tx, caller, new WriteAlertRule(percent + "% spent", "threshold", percent, null, List.of(), true));
        }
    }

    AlertRule create(DSLContext tx, Caller caller, WriteAlertRule request) {
        requireWrite(tx, caller, request.budgetId());
        return make(tx, caller, request);
    }

    private AlertRule make(DSLContext tx, Caller caller, WriteAlertRule request) {
        UUID organization = caller.organizationId();
        if (store.active(tx, organization).size() >= MOST) {
            throw new ProblemException(409, "too_many_rules", "There are " + MOST + " rules already.");
        }
        Rule rule = rule(tx, organization, ids.next(), clock.instant(), 1, false, request);
        store.insert(tx, organization, rule);
        Appointments.makeSoonest(tx, organization, Appointments.Kind.RULES, clock.instant());
        audit.append(
                tx, caller, AuditLog.Change.created("alert_rule.created", KIND, rule.id(), rule.name(), rule.facts()));
        return store.find(tx, organization, rule.id()).orElseThrow().toApi();
    }

    AlertRule update(DSLContext tx, Caller caller, UUID ruleId, @Nullable String ifMatch, WriteAlertRule request) {
        UUID organization = caller.organizationId();
        Rule before = writable(tx, caller, ruleId);
        Etags.require(ifMatch, before.version());
        if (!before.state().equals("active")) {
            throw new ProblemException(409, "rule_archived", "An archived rule does not change any more.");
        }
        requireWrite(tx, caller, request.budgetId());
        Rule after =
                rule(tx, organization, ruleId, before.createdAt(), before.version() + 1, before.tellOwner(), request);
        if (after.facts().equals(before.facts())) {
            return before.toApi();
        }
        store.update(tx, organization, after);
        Appointments.makeSoonest(tx, organization, Appointments.Kind.RULES, clock.instant());
        return changed(tx, caller, "alert_rule.changed", before);
    }

    AlertRule archive(DSLContext tx, Caller caller, UUID ruleId) {
        UUID organization = caller.organizationId();
        Rule before = writable(tx, caller, ruleId);
        if (before.state().equals("archived")) {
            return before.toApi();
        }
        store.update(tx, organization, archived(before));
        return changed(tx, caller, "alert_rule.archived", before);
    }

    /** A rule stands where its budget does; one for all budgets in the organization itself. */
    private Rule writable(DSLContext tx, Caller caller, UUID ruleId) {
        caller.requireAnywhere(Action.ALERT_WRITE);
        Rule rule =
                store.lock(tx, caller.organizationId(), ruleId).orElseThrow(() -> ProblemException.notFound("rule"));
        UUID unit = unitOf(tx, caller, rule.budgetId());
        caller.requireFor(tx, Action.ALERT_WRITE, Action.ALERT_READ, unit, "rule");
        return rule;
    }

    private void requireWrite(DSLContext tx, Caller caller, @Nullable UUID budgetId) {
        if (budgetId != null && caller.mayAnywhere(Action.ALERT_WRITE) && !caller.may(Action.ALERT_WRITE)) {
            UUID unit = unitOf(tx, caller, budgetId);
            if (!caller.mayIn(tx, Action.ALERT_WRITE, unit) && !caller.mayIn(tx, Action.BUDGET_READ, unit)) {
                throw ProblemException.field("budgetId", "budget_unknown", "There is no such budget.");
            }
        }
        caller.requireIn(tx, Action.ALERT_WRITE, unitOf(tx, caller, budgetId));
    }

    private @Nullable UUID unitOf(DSLContext tx, Caller caller, @Nullable UUID budgetId) {
        if (budgetId == null || caller.may(Action.ALERT_WRITE)) {
            return null;
        }
        return budgets.find(tx, caller.organizationId(), List.of(budgetId)).values().stream()
                .findFirst()
                .map(budget -> BudgetPlaces.unitOf(tx, caller.organizationId(), budget.scope(), budget.scopeId()))
                .orElse(null);
    }

    private AlertRule changed(DSLContext tx, Caller caller, String action, Rule before) {
        Rule after = store.find(tx, caller.organizationId(), before.id()).orElseThrow();
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(action, KIND, after.id(), after.name(), before.facts(), after.facts()));
        return after.toApi();
    }

    private Rule rule(
            DSLContext tx,
            UUID organization,
            UUID id,
            Instant createdAt,
            long version,
            boolean tellsOwner,
            WriteAlertRule request) {
        boolean threshold = request.kind().equals("threshold");
        if (threshold != (request.percent() != null)) {
            throw ProblemException.field(
                    "percent", "percent_mismatch", "A threshold has a percentage; the other kinds have none.");
        }
        UUID budget = request.budgetId();
        if (budget != null && budgets.find(tx, organization, List.of(budget)).isEmpty()) {
            throw ProblemException.field("budgetId", "budget_unknown", "There is no such budget.");
        }
        List<UUID> told = request.channelIds().stream().distinct().toList();
        if (channels.activeAmong(tx, organization, told) < told.size()) {
            throw ProblemException.field("channelIds", "channel_unknown", "There is no such active channel.");
        }
        return new Rule(
                id,
                request.name().strip(),
                request.kind(),
                request.percent(),
                budget,
                null,
                null,
                request.tellOwner() == null ? tellsOwner : request.tellOwner(),
                told,
                "active",
                createdAt,
                version);
    }

    private static Rule archived(Rule rule) {
        return new Rule(
                rule.id(),
                rule.name(),
                rule.kind(),
                rule.percent(),
                rule.budgetId(),
                rule.budgetName(),
                rule.unitId(),
                rule.tellOwner(),
                rule.channelIds(),
                "archived",
                rule.createdAt(),
                rule.version() + 1);
    }
}
