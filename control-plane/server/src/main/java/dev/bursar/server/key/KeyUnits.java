package dev.bursar.server.key;

import dev.bursar.adminapi.key.UpdateKey;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.organization.Units;
import dev.bursar.server.platform.web.ProblemException;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a key is charged to. Who may write only their own keys does not choose it: they could spend from any team's
 * budgets.
 */
@Component
final class KeyUnits {
    private final Units units;

    KeyUnits(Units units) {
        this.units = units;
    }

    /** The key as it is to be charged. @throws ProblemException 403 if the caller may only write their own keys */
    KeyRow charged(DSLContext tx, Caller caller, KeyRow key, UpdateKey request) {
        if (!Boolean.TRUE.equals(request.noUnit())) {
            return read(tx, caller, request.unitId())
                    .map(unit -> key.chargedTo(unit.id(), unit.name()))
                    .orElse(key);
        }
        if (request.unitId() != null) {
            throw ProblemException.field("noUnit", "two_places", "It is charged to a unit, or to none.");
        }
        caller.require(Action.KEY_WRITE);
        return key.chargedTo(null, null);
    }

    /** @return empty: the request names none */
    Optional<Unit> read(DSLContext tx, Caller caller, @Nullable UUID unitId) {
        if (unitId == null) {
            return Optional.empty();
        }
        caller.require(Action.KEY_WRITE);
        Unit unit = units.find(tx, caller.organizationId(), unitId)
                .orElseThrow(() -> ProblemException.field("unitId", "unit_unknown", "There is no such unit."));
        if (!unit.state().equals("active")) {
            throw ProblemException.field("unitId", "unit_archived", "That unit is archived: its keys are refused.");
        }
        return Optional.of(unit);
    }
}
