package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.MEMBER;

import dev.bursar.adminapi.budget.CreateBudget;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.ProblemException;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Reads what somebody wants a budget for; refuses what is not there. */
@Component
final class NewBudgets {
    Budgets.NewBudget read(DSLContext tx, UUID organizationId, CreateBudget request) {
        Period period = Period.of(request.period())
                .orElseThrow(() -> ProblemException.field("period", "period_unknown", "There is no such period."));
        return new Budgets.NewBudget(
                request.name(),
                request.scope(),
                scopeId(tx, organizationId, request),
                period,
                Amounts.parse("limitUsd", request.limitUsd()),
                !Boolean.FALSE.equals(request.hard()));
    }

    private static UUID scopeId(DSLContext tx, UUID organizationId, CreateBudget request) {
        UUID id = request.scopeId();
        if (request.scope().equals("organization")) {
            if (id != null && !id.equals(organizationId)) {
                throw ProblemException.field(
                        "scopeId", "scope_unknown", "A budget of the organization needs no scopeId, or its own.");
            }
            return organizationId;
        }
        if (id == null) {
            throw ProblemException.field("scopeId", "not_null", "Say whose budget it is.");
        }
        if (!exists(tx, organizationId, request.scope(), id)) {
            throw ProblemException.field("scopeId", "scope_unknown", "There is no such " + request.scope() + ".");
        }
        return id;
    }

    private static boolean exists(DSLContext tx, UUID organizationId, String scope, UUID id) {
        return switch (scope) {
            case "member" -> tx.fetchExists(MEMBER, MEMBER.ORGANIZATION_ID.eq(organizationId), MEMBER.MEMBER_ID.eq(id));
            case "key" ->
                tx.fetchExists(
                        API_KEY,
                        API_KEY.ORGANIZATION_ID.eq(organizationId),
                        API_KEY.KEY_ID.eq(id),
                        API_KEY.STATE.ne("revoked"));
            default -> false;
        };
    }
}
