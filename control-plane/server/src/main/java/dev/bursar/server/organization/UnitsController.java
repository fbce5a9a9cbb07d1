package dev.bursar.server.organization;

import static dev.bursar.server.sql.Tables.UNIT;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.organization.CreateUnit;
import dev.bursar.adminapi.organization.Impact;
import dev.bursar.adminapi.organization.MoveImpact;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminapi.organization.UnitsApi;
import dev.bursar.adminapi.organization.UpdateUnit;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.identity.UnitPaths;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.Idempotency;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.platform.web.Searches;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UnitsController implements UnitsApi {
    private static final Set<String> KINDS = Set.of("team", "project", "class");

    private final Tenancy tenancy;
    private final Callers callers;
    private final Units units;
    private final JooqUnits store;
    private final Idempotency idempotency;
    private final Clock clock;

    UnitsController(
            Tenancy tenancy, Callers callers, Units units, JooqUnits store, Idempotency idempotency, Clock clock) {
        this.tenancy = tenancy;
        this.callers = callers;
        this.units = units;
        this.store = store;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @Override
    public ResponseEntity<Unit> create(UUID organizationId, @Nullable String idempotencyKey, CreateUnit request) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(Action.UNIT_WRITE);
        Unit created = tenancy.write(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        "unit.create",
                        request,
                        Unit.class,
                        () -> units.create(tx, caller, request)));
        return Etags.created(created, created.version());
    }

    @Override
    public Page<Unit> list(
            UUID organizationId,
            @Nullable UUID parentId,
            @Nullable String kind,
            @Nullable String search,
            @Nullable String cursor,
            @Nullable Integer size) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(Action.UNIT_READ);
        int limit = Cursors.size(size);
        Optional<Cursors.Named> after = Cursors.named(cursor);
        Condition wanted = ofKind(kind)
                .and(UnitPaths.within(caller.reach(Action.UNIT_READ), organizationId, UNIT.UNIT_ID))
                .and(parentId == null ? DSL.noCondition() : UNIT.PARENT_ID.eq(parentId))
                .and(Searches.anyContains(search, UNIT.NAME));
        List<Unit> rows = tenancy.read(
                organizationId,
                tx -> store.views(
                        tx, organizationId, store.page(tx, organizationId, wanted, after, limit), clock.instant()));
        return Cursors.page(rows, limit, last -> Cursors.after(last.name(), last.id()));
    }

    @Override
    public ResponseEntity<Unit> get(UUID organizationId, UUID unitId) {
        Caller caller = callers.in(organizationId);
        Unit unit = tenancy.read(organizationId, tx -> units.get(tx, caller, unitId));
        return Etags.ok(unit, unit.version());
    }

    @Override
    public ResponseEntity<Unit> update(UUID organizationId, UUID unitId, @Nullable String ifMatch, UpdateUnit request) {
        Caller caller = callers.in(organizationId);
        Unit unit = tenancy.write(organizationId, tx -> units.update(tx, caller, unitId, ifMatch, request));
        return Etags.ok(unit, unit.version());
    }

    @Override
    public ResponseEntity<Unit> archive(UUID organizationId, UUID unitId) {
        Caller caller = callers.in(organizationId);
        Unit unit = tenancy.write(organizationId, tx -> units.archive(tx, caller, unitId));
        return Etags.ok(unit, unit.version());
    }

    @Override
    public ResponseEntity<Unit> restore(UUID organizationId, UUID unitId) {
        Caller caller = callers.in(organizationId);
        Unit unit = tenancy.write(organizationId, tx -> units.restore(tx, caller, unitId));
        return Etags.ok(unit, unit.version());
    }

    @Override
    public Impact impact(UUID organizationId, UUID unitId) {
        Caller caller = callers.in(organizationId);
        return tenancy.read(organizationId, tx -> units.impact(tx, caller, unitId));
    }

    @Override
    public MoveImpact moveImpact(UUID organizationId, UUID unitId, @Nullable UUID parentId) {
        Caller caller = callers.in(organizationId);
        return tenancy.read(organizationId, tx -> units.moveImpact(tx, caller, unitId, parentId));
    }

    @Override
    public ResponseEntity<Unit> delete(UUID organizationId, UUID unitId) {
        Caller caller = callers.in(organizationId);
        return ResponseEntity.ok(tenancy.write(organizationId, tx -> units.delete(tx, caller, unitId)));
    }

    private static Condition ofKind(@Nullable String kind) {
        if (kind == null) {
            return DSL.noCondition();
        }
        if (!KINDS.contains(kind)) {
            throw ProblemException.field("kind", "parameter_invalid", "A kind is one of " + KINDS + ".");
        }
        return UNIT.KIND.eq(kind);
    }
}
