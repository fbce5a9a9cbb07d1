package dev.bursar.server.organization;

import dev.bursar.adminapi.organization.CreateUnit;
import dev.bursar.adminapi.organization.Impact;
import dev.bursar.adminapi.organization.MoveImpact;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminapi.organization.UpdateUnit;
import dev.bursar.policy.access.Action;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.HeldRoles;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.publication.PolicyChanges;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Teams of any depth, projects and classes. Whoever changes the structure holds the organization's structure lock, so
 * that what was checked still holds when it is written.
 */
@Component
public class Units {
    /** No unit stands deeper: a request passes the budgets of every floor. */
    static final int MOST_FLOORS = 16;

    private static final String KIND = "unit";

    private final JooqUnits store;
    private final ImpactReadModel impacts;
    private final MoveReadModel moves;
    private final AuditLog audit;
    private final PolicyChanges changes;
    private final Ids ids;
    private final Clock clock;

    Units(
            JooqUnits store,
            ImpactReadModel impacts,
            MoveReadModel moves,
            AuditLog audit,
            PolicyChanges changes,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.impacts = impacts;
        this.moves = moves;
        this.audit = audit;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
    }

    public Unit create(DSLContext tx, Caller caller, CreateUnit request) {
        requireInto(tx, caller, request.parentId());
        UUID organization = caller.organizationId();
        store.lockStructure(tx, organization);
        UnitRow unit = new UnitRow(
                ids.next(), request.kind(), request.parentId(), name(request.name()), "active", clock.instant(), 1);
        requirePlace(tx, organization, unit.parentId(), 1);
        store.insert(tx, organization, unit);
        audit.append(tx, caller, AuditLog.Change.created("unit.created", KIND, unit.id(), unit.name(), unit.facts()));
        changes.touch(tx, organization, PolicyChanges.Kind.UNIT, unit.id().toString());
        return view(tx, organization, unit);
    }

    /** By id, active or archived. Empty: there is none. */
    public Optional<Unit> find(DSLContext tx, UUID organizationId, UUID unitId) {
        return store.find(tx, organizationId, unitId).map(row -> view(tx, organizationId, row));
    }

    Unit get(DSLContext tx, Caller caller, UUID unitId) {
        return view(tx, caller.organizationId(), existing(tx, caller, Action.UNIT_READ, unitId));
    }

    Unit update(DSLContext tx, Caller caller, UUID unitId, @Nullable String ifMatch, UpdateUnit request) {
        store.lockStructure(tx, caller.organizationId());
        UnitRow before = existing(tx, caller, Action.UNIT_WRITE, unitId);
        Etags.require(ifMatch, before.version());
        UnitRow after = moved(tx, caller, renamed(active(before), request), request);
        return after.equals(before)
                ? view(tx, caller.organizationId(), before)
                : store(tx, caller, "unit.changed", before, after.next(before.state()));
    }

    Unit archive(DSLContext tx, Caller caller, UUID unitId) {
        store.lockStructure(tx, caller.organizationId());
        UnitRow before = existing(tx, caller, Action.UNIT_WRITE, unitId);
        if (!before.active()) {
            return view(tx, caller.organizationId(), before);
        }
        if (store.hasActiveIn(tx, caller.organizationId(), unitId)) {
            throw new ProblemException(409, "unit_not_empty", "Units are in it. Move or archive them first.");
        }
        return store(tx, caller, "unit.archived", before, before.next("archived"));
    }

    Unit restore(DSLContext tx, Caller caller, UUID unitId) {
        store.lockStructure(tx, caller.organizationId());
        UnitRow before = existing(tx, caller, Action.UNIT_WRITE, unitId);
        if (before.active()) {
            return view(tx, caller.organizationId(), before);
        }
        UUID parent = before.parentId();
        if (parent != null
                && !store.find(tx, caller.organizationId(), parent)
                        .map(UnitRow::active)
                        .orElse(false)) {
            throw new ProblemException(
                    409, "unit_parent_archived", "The team that it is in is archived. Restore that first.");
        }
        return store(tx, caller, "unit.restored", before, before.next("active"));
    }

    Impact impact(DSLContext tx, Caller caller, UUID unitId) {
        UnitRow unit = existing(tx, caller, Action.UNIT_READ, unitId);
        requireImpact(tx, caller, unitId);
        return impacts.ofUnit(tx, caller.organizationId(), unit, clock.instant());
    }

    /** @param parentId null: out of every team. @throws ProblemException as {@link #update} */
    MoveImpact moveImpact(DSLContext tx, Caller caller, UUID unitId, @Nullable UUID parentId) {
        UnitRow unit = active(existing(tx, caller, Action.UNIT_READ, unitId));
        requireImpact(tx, caller, unitId);
        if (parentId != null) {
            if (!caller.mayIn(tx, Action.UNIT_READ, parentId)) {
                throw ProblemException.field("parentId", "unit_unknown", "There is no such team.");
            }
            requireFit(tx, caller.organizationId(), unit, parentId);
        }
        return moves.of(tx, caller, unit, parentId, clock.instant());
    }

    /** For whoever may change it, and whoever reads what is spent in it. */
    private static void requireImpact(DSLContext tx, Caller caller, UUID unitId) {
        if (!caller.mayIn(tx, Action.UNIT_WRITE, unitId)) {
            caller.requireIn(tx, Action.BUDGET_READ, unitId);
        }
    }

    private static UnitRow active(UnitRow unit) {
        if (!unit.active()) {
            throw new ProblemException(409, "unit_archived", "It is archived. Restore it first.");
        }
        return unit;
    }

    /** For good, with the roles held over it. @throws ProblemException 409 unless it is archived and was never used */
    Unit delete(DSLContext tx, Caller caller, UUID unitId) {
        UUID organization = caller.organizationId();
        store.lockStructure(tx, organization);
        UnitRow unit = existing(tx, caller, Action.UNIT_WRITE, unitId);
        if (unit.active()) {
            throw new ProblemException(409, "unit_active", "Only what is archived is deleted. Archive it first.");
        }
        Impact impact = impacts.ofUnit(tx, organization, unit, clock.instant());
        if (!impact.deletable()) {
            throw new ProblemException(409, "unit_has_history", String.join(" ", impact.obstacles()));
        }
        Unit last = view(tx, organization, unit);
        store.delete(tx, organization, unitId);
        audit.append(
                tx,
                caller,
                new AuditLog.Change(
                        "unit.deleted",
                        KIND,
                        unitId.toString(),
                        unit.name(),
                        AuditLog.Outcome.DONE,
                        unit.facts(),
                        null));
        return last;
    }

    private Unit store(DSLContext tx, Caller caller, String action, UnitRow before, UnitRow after) {
        store.update(tx, caller.organizationId(), after);
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(action, KIND, after.id(), after.name(), before.facts(), after.facts()));
        changes.touch(
                tx, caller.organizationId(), PolicyChanges.Kind.UNIT, after.id().toString());
        return view(tx, caller.organizationId(), after);
    }

    private static UnitRow renamed(UnitRow unit, UpdateUnit request) {
        return request.name() == null ? unit : unit.named(name(request.name()));
    }

    private UnitRow moved(DSLContext tx, Caller caller, UnitRow unit, UpdateUnit request) {
        boolean toTop = Boolean.TRUE.equals(request.toTop());
        UUID wanted = request.parentId();
        if (toTop && wanted != null) {
            throw ProblemException.field("toTop", "two_places", "It goes to the top or into a team, not both.");
        }
        if (toTop ? unit.parentId() == null : wanted == null || wanted.equals(unit.parentId())) {
            return unit;
        }
        requireInto(tx, caller, wanted);
        requireAcross(tx, caller, unit, wanted);
        if (wanted != null) {
            requireFit(tx, caller.organizationId(), unit, wanted);
        }
        return unit.in(wanted);
    }

    /**
     * A move gives and takes: what it stands in binds it by budgets, and who holds a role over what it leaves or joins
     * holds it over the unit no more, or from then on. So whoever moves it may change what it leaves, and hands on and
     * takes away nothing that they lack.
     */
    private static void requireAcross(DSLContext tx, Caller caller, UnitRow unit, @Nullable UUID wanted) {
        if (unit.parentId() != null) {
            caller.requireIn(tx, Action.UNIT_WRITE, unit.parentId());
        }
        UUID organization = caller.organizationId();
        List<UUID> crossed = Crossing.of(tx, organization, unit, wanted).both();
        caller.requireHolds(tx, HeldRoles.overUnits(tx, organization, crossed), unit.id());
    }

    private void requireFit(DSLContext tx, UUID organization, UnitRow unit, UUID wanted) {
        requireNoCircle(tx, organization, unit.id(), wanted);
        requirePlace(tx, organization, wanted, store.height(tx, organization, unit.id()));
    }

    private void requireNoCircle(DSLContext tx, UUID organization, UUID unit, UUID wanted) {
        Map<UUID, JooqUnits.Path> above = store.paths(tx, organization, List.of(wanted));
        if (above.values().stream().anyMatch(path -> path.ids().contains(unit))) {
            throw ProblemException.field("parentId", "unit_in_itself", "A team cannot be moved into itself.");
        }
    }

    /** @param height how many floors come to stand there */
    private void requirePlace(DSLContext tx, UUID organization, @Nullable UUID parentId, int height) {
        if (parentId == null) {
            return;
        }
        UnitRow parent = store.find(tx, organization, parentId)
                .orElseThrow(() -> ProblemException.field("parentId", "unit_unknown", "There is no such team."));
        if (!parent.team()) {
            throw ProblemException.field("parentId", "parent_is_no_team", "Only a team holds other units.");
        }
        if (!parent.active()) {
            throw ProblemException.field("parentId", "unit_archived", "That team is archived.");
        }
        int floors = store.paths(tx, organization, List.of(parentId)).values().stream()
                .mapToInt(path -> path.ids().size())
                .max()
                .orElse(0);
        if (floors + height > MOST_FLOORS) {
            throw ProblemException.field(
                    "parentId", "unit_too_deep", "Units stand at most " + MOST_FLOORS + " floors deep.");
        }
    }

    /** What it stands in may be changed as well. @param parentId null: the organization itself */
    private static void requireInto(DSLContext tx, Caller caller, @Nullable UUID parentId) {
        if (parentId != null
                && caller.mayAnywhere(Action.UNIT_WRITE)
                && !caller.mayIn(tx, Action.UNIT_WRITE, parentId)
                && !caller.mayIn(tx, Action.UNIT_READ, parentId)) {
            throw ProblemException.field("parentId", "unit_unknown", "There is no such team.");
        }
        caller.requireIn(tx, Action.UNIT_WRITE, parentId);
    }

    private UnitRow existing(DSLContext tx, Caller caller, Action action, UUID unitId) {
        caller.requireAnywhere(action);
        UnitRow unit =
                store.find(tx, caller.organizationId(), unitId).orElseThrow(() -> ProblemException.notFound(KIND));
        caller.requireFor(tx, action, Action.UNIT_READ, unitId, KIND);
        return unit;
    }

    private Unit view(DSLContext tx, UUID organization, UnitRow unit) {
        return store.views(tx, organization, List.of(unit), clock.instant()).getFirst();
    }

    private static String name(String name) {
        if (name.isBlank()) {
            throw ProblemException.field("name", "not_blank", "A unit has a name.");
        }
        return name.strip();
    }
}
