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
 * What a key is charged to. Who may write only their own keys charges them to units that they belong to: they could
 * spend from any team's budgets otherwise. Nobody makes a key that spends where they may not: one of no unit needs the
 * right to it over the whole organization.
 */
@Component
final class KeyUnits {
    private final Units units;

    KeyUnits(Units units) {
        this.units = units;
    }

    /** The key as it is to be charged. @throws ProblemException 403 if the caller may not charge it there */
    KeyRow charged(DSLContext tx, Caller caller, KeyRow key, UpdateKey request) {
        if (!Boolean.TRUE.equals(request.noUnit())) {
            return request.unitId() == null || request.unitId().equals(key.unitId())
                    ? key
                    : into(key, read(tx, caller, request.unitId()));
        }
        if (request.unitId() != null) {
            throw ProblemException.field("noUnit", "two_places", "It is charged to a unit, or to none.");
        }
        return key.unitId() == null ? key : into(key, read(tx, caller, null));
    }

    /** @return empty: of no unit */
    Optional<Unit> read(DSLContext tx, Caller caller, @Nullable UUID unitId) {
        if (!caller.belongs(tx, Action.KEY_WRITE_OWN, unitId)) {
            requireWrite(tx, caller, unitId);
        }
        if (unitId == null) {
            return Optional.empty();
        }
        Unit unit = units.find(tx, caller.organizationId(), unitId).orElseThrow(KeyUnits::unknown);
        if (!unit.state().equals("active")) {
            throw ProblemException.field("unitId", "unit_archived", "That unit is archived: its keys are refused.");
        }
        return Optional.of(unit);
    }

    private static void requireWrite(DSLContext tx, Caller caller, @Nullable UUID unitId) {
        if (unitId != null
                && caller.mayAnywhere(Action.KEY_WRITE)
                && !caller.mayIn(tx, Action.KEY_WRITE, unitId)
                && !caller.mayIn(tx, Action.UNIT_READ, unitId)) {
            throw unknown();
        }
        caller.requireIn(tx, Action.KEY_WRITE, unitId);
    }

    private static KeyRow into(KeyRow key, Optional<Unit> unit) {
        return key.chargedTo(
                unit.map(Unit::id).orElse(null), unit.map(Unit::name).orElse(null));
    }

    private static ProblemException unknown() {
        return ProblemException.field("unitId", "unit_unknown", "There is no such unit.");
    }
}
