package dev.bursar.server.access;

import dev.bursar.adminapi.access.Access;
import dev.bursar.adminapi.access.AccessApi;
import dev.bursar.adminapi.access.Explanation;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.identity.HeldViews;
import dev.bursar.server.identity.UnitPaths;
import dev.bursar.server.organization.Units;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.ProblemException;
import java.util.UUID;
import org.jooq.Condition;
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

    @Override
    public Access of(UUID organizationId, UUID holderId) {
        Caller caller = callers.in(organizationId);
        return tenancy.read(organizationId, tx -> {
            Holder holder = Holder.find(tx, caller, holderId);
            Condition seen = Holder.isOneself(caller, holderId) ? DSL.noCondition() : GroupReadModel.seen(caller);
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
            Holder holder = Holder.find(tx, caller, holderId);
            Action asked = Action.of(action == null ? "" : action)
                    .orElseThrow(() -> ProblemException.field("action", "action_unknown", "There is no such action."));
            Stand stand = Stand.of(tx, caller, units, unitId, keyId, budgetId);
            return new Question(holder, asked, stand, UnitPaths.of(tx, organizationId, stand.unitId())).answer();
        });
    }
}
