package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.UNIT;

import dev.bursar.adminapi.budget.CreateBudget;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.period.Period;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.ProblemException;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;

/** Reads what somebody wants a budget for; refuses what is not there. */
final class NewBudgets {
    private NewBudgets() {}

    static Budgets.NewBudget read(DSLContext tx, Caller caller, CreateBudget request) {
        UUID organizationId = caller.organizationId();
        Period period = Period.of(request.period())
                .orElseThrow(() -> ProblemException.field("period", "period_unknown", "There is no such period."));
        Budgets.NewBudget wanted = new Budgets.NewBudget(
                request.scope(),
                scopeId(tx, caller, request),
                period,
                request.startsOn(),
                !Boolean.FALSE.equals(request.hard()),
                settings(request));
        BudgetRules.check(tx, organizationId, period, wanted.hard(), wanted.startsOn(), wanted.settings());
        return wanted;
    }

    private static BudgetSettings settings(CreateBudget request) {
        return new BudgetSettings(
                request.name().strip(),
                Amounts.parse("limitUsd", request.limitUsd()),
                request.endsOn(),
                BudgetRules.models(request.models()),
                Objects.requireNonNullElse(request.mode(), "strict"),
                Objects.requireNonNullElse(request.atCap(), "refuse"),
                request.downgradeModel(),
                Boolean.TRUE.equals(request.carryOver()),
                request.ownerMemberId());
    }

    private static UUID scopeId(DSLContext tx, Caller caller, CreateBudget request) {
        UUID organizationId = caller.organizationId();
        UUID id = request.scopeId();
        if (request.scope().equals("organization")) {
            if (id != null && !id.equals(organizationId)) {
                throw ProblemException.field(
                        "scopeId", "scope_unknown", "A budget of the organization needs no scopeId, or its own.");
            }
            caller.require(Action.BUDGET_WRITE);
            return organizationId;
        }
        if (id == null) {
            throw ProblemException.field("scopeId", "not_null", "Say whose budget it is.");
        }
        UUID unit = BudgetPlaces.unitOf(tx, organizationId, request.scope(), id);
        boolean seen = caller.mayIn(tx, Action.BUDGET_WRITE, unit) || caller.mayIn(tx, Action.BUDGET_READ, unit);
        if (unit != null && caller.mayAnywhere(Action.BUDGET_WRITE) && !seen
                || !exists(tx, organizationId, request.scope(), id)) {
            throw ProblemException.field("scopeId", "scope_unknown", "There is no such " + request.scope() + ".");
        }
        caller.requireIn(tx, Action.BUDGET_WRITE, unit);
        return id;
    }

    /** What is archived or revoked gets no budget any more. */
    private static boolean exists(DSLContext tx, UUID organizationId, String scope, UUID id) {
        return switch (scope) {
            case "member" -> tx.fetchExists(MEMBER, MEMBER.ORGANIZATION_ID.eq(organizationId), MEMBER.MEMBER_ID.eq(id));
            case "key" ->
                tx.fetchExists(
                        API_KEY,
                        API_KEY.ORGANIZATION_ID.eq(organizationId),
                        API_KEY.KEY_ID.eq(id),
                        API_KEY.STATE.ne("revoked"));
            default ->
                tx.fetchExists(
                        UNIT,
                        UNIT.ORGANIZATION_ID.eq(organizationId),
                        UNIT.UNIT_ID.eq(id),
                        UNIT.KIND.eq(scope),
                        UNIT.STATE.eq("active"));
        };
    }
}
