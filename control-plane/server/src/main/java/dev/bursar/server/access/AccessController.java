package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.SERVICE_ACCOUNT;

import dev.bursar.adminapi.access.Access;
import dev.bursar.adminapi.access.AccessApi;
import dev.bursar.adminapi.access.Explanation;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Authority;
import dev.bursar.policy.access.ResourcePath;
import dev.bursar.server.budget.BudgetPlaces;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.identity.HeldRole;
import dev.bursar.server.identity.HeldRoles;
import dev.bursar.server.identity.HeldViews;
import dev.bursar.server.identity.MemberPlaces;
import dev.bursar.server.identity.UnitPaths;
import dev.bursar.server.organization.Units;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Everybody is told about themselves; of others a reader is told what they hold where the reader may read members. */
@RestController
class AccessController implements AccessApi {
    private final Tenancy tenancy;
    private final Callers callers;
    private final Units units;

    AccessController(Tenancy tenancy, Callers callers, Units units) {
        this.tenancy = tenancy;
        this.callers = callers;
        this.units = units;
    }

    /** @param state {@code active}, or why none of it can be used */
    private record Holder(UUID id, String name, String state, List<HeldRole> roles) {
        Authority authority() {
            return HeldRole.authority(roles);
        }
    }

    @Override
    public Access of(UUID organizationId, UUID holderId) {
        Caller caller = callers.in(organizationId);
        return tenancy.read(organizationId, tx -> {
            Holder holder = holder(tx, caller, holderId);
            Condition seen = isOneself(caller, holderId) ? DSL.noCondition() : GroupReadModel.seen(caller);
            return new Access(
                    holder.id(),
                    holder.name(),
                    holder.state(),
                    HeldViews.held(holder.roles()),
                    GroupReadModel.of(tx, organizationId, holderId, seen),
                    HeldViews.everywhere(holder.authority()),
                    HeldViews.inUnits(holder.authority(), holder.roles()));
        });
    }

    @Override
    public Explanation why(
            UUID organizationId,
            UUID holderId,
            @Nullable String action,
            @Nullable UUID unitId,
            @Nullable UUID keyId,
            @Nullable UUID budgetId) {
        Caller caller = callers.in(organizationId);
        return tenancy.read(organizationId, tx -> {
            Holder holder = holder(tx, caller, holderId);
            Action asked = Action.of(action == null ? "" : action)
                    .orElseThrow(() -> ProblemException.field("action", "action_unknown", "There is no such action."));
            @Nullable UUID place = place(tx, caller, unitId, keyId, budgetId);
            ResourcePath path = UnitPaths.of(tx, organizationId, place);
            List<HeldRole> reasons = holder.roles().stream()
                    .filter(role -> HeldRole.authority(List.of(role)).may(asked, path))
                    .toList();
            boolean allowed = holder.state().equals("active") && !reasons.isEmpty();
            return new Explanation(
                    holderId, asked.text(), place, allowed, HeldViews.held(reasons), sentence(holder, asked, reasons));
        });
    }

    private static String sentence(Holder holder, Action action, List<HeldRole> reasons) {
        if (reasons.isEmpty()) {
            return holder.name() + " may not: no role that they hold there allows " + action.text() + ".";
        }
        String by = reasons.stream().map(AccessController::reason).collect(Collectors.joining("; "));
        return holder.state().equals("active")
                ? holder.name() + " may, by " + by + "."
                : holder.name() + " may not while " + holder.state() + ". The roles would allow it: " + by + ".";
    }

    private static String reason(HeldRole role) {
        String over = role.unitName() == null ? "the organization" : role.unitName();
        String through = role.groupName() == null ? "" : ", through the group " + role.groupName();
        return role.role() + " over " + over + through + " (granted by " + role.grantedBy() + ")";
    }

    private static boolean isOneself(Caller caller, UUID holderId) {
        return holderId.toString().equals(caller.actorId());
    }

    private static Holder holder(DSLContext tx, Caller caller, UUID holderId) {
        UUID organization = caller.organizationId();
        boolean self = isOneself(caller, holderId);
        if (!self) {
            caller.requireAnywhere(Action.MEMBER_READ);
        }
        Optional<Holder> member = tx.selectFrom(MEMBER)
                .where(MEMBER.ORGANIZATION_ID.eq(organization), MEMBER.MEMBER_ID.eq(holderId))
                .fetchOptional()
                .filter(row -> MemberPlaces.sees(tx, caller, holderId))
                .map(row -> new Holder(
                        holderId,
                        row.getDisplayName(),
                        row.getState(),
                        HeldRoles.ofMember(tx, organization, holderId)));
        Holder holder = member.or(() -> serviceAccount(tx, organization, holderId))
                .orElseThrow(() -> ProblemException.notFound("member or service account"));
        List<HeldRole> seen = holder.roles().stream()
                .filter(role -> self || caller.mayIn(tx, Action.MEMBER_READ, role.unitId()))
                .toList();
        if (!self && seen.isEmpty() && !caller.may(Action.MEMBER_READ)) {
            throw ProblemException.notFound("member or service account");
        }
        return new Holder(holder.id(), holder.name(), holder.state(), seen);
    }

    private static Optional<Holder> serviceAccount(DSLContext tx, UUID organization, UUID id) {
        return tx.selectFrom(SERVICE_ACCOUNT)
                .where(SERVICE_ACCOUNT.ORGANIZATION_ID.eq(organization), SERVICE_ACCOUNT.SERVICE_ACCOUNT_ID.eq(id))
                .fetchOptional(row -> new Holder(
                        id, row.getName(), row.getState(), HeldRoles.ofServiceAccount(tx, organization, id)));
    }

    private @Nullable UUID place(
            DSLContext tx, Caller caller, @Nullable UUID unitId, @Nullable UUID keyId, @Nullable UUID budgetId) {
        if (Stream.of(Optional.ofNullable(unitId), Optional.ofNullable(keyId), Optional.ofNullable(budgetId))
                        .filter(Optional::isPresent)
                        .count()
                > 1) {
            throw ProblemException.field("unitId", "two_places", "Ask about one place.");
        }
        UUID organization = caller.organizationId();
        if (keyId != null) {
            return seen(
                    tx,
                    caller,
                    tx.select(API_KEY.UNIT_ID)
                            .from(API_KEY)
                            .where(API_KEY.ORGANIZATION_ID.eq(organization), API_KEY.KEY_ID.eq(keyId))
                            .fetchOptional()
                            .orElseThrow(() -> ProblemException.notFound("key"))
                            .value1());
        }
        if (budgetId != null) {
            var budget = tx.select(BUDGET.SCOPE, BUDGET.SCOPE_ID)
                    .from(BUDGET)
                    .where(BUDGET.ORGANIZATION_ID.eq(organization), BUDGET.BUDGET_ID.eq(budgetId))
                    .fetchOptional()
                    .orElseThrow(() -> ProblemException.notFound("budget"));
            return seen(tx, caller, BudgetPlaces.unitOf(tx, organization, budget.value1(), budget.value2()));
        }
        if (unitId != null && units.find(tx, organization, unitId).isEmpty()) {
            throw ProblemException.notFound("unit");
        }
        return seen(tx, caller, unitId);
    }

    /** Where things stand is not for everybody to ask. */
    private static @Nullable UUID seen(DSLContext tx, Caller caller, @Nullable UUID unitId) {
        if (unitId != null && !caller.mayIn(tx, Action.UNIT_READ, unitId)) {
            throw ProblemException.notFound("unit");
        }
        return unitId;
    }
}
