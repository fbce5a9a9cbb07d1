package dev.bursar.server.scim;

import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.scim.protocol.Patch;
import dev.bursar.server.scim.protocol.Projection;
import dev.bursar.server.scim.protocol.ResourceTypes;
import dev.bursar.server.scim.protocol.Resources;
import dev.bursar.server.scim.protocol.ScimException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Provisions people, each change in one transaction with its audit entry and what follows from it. */
@Component
final class Users {
    private static final String KIND = "member";

    private final JooqUsers store;
    private final Departures departures;
    private final ScimAddress addresses;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    Users(JooqUsers store, Departures departures, ScimAddress addresses, AuditLog audit, Ids ids, Clock clock) {
        this.store = store;
        this.departures = departures;
        this.addresses = addresses;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    Found list(DSLContext tx, Caller caller, Listing listing) {
        long total = store.count(tx, caller.organizationId(), listing);
        List<UserRow> rows = listing.count() == 0 ? List.of() : store.page(tx, caller.organizationId(), listing);
        return new Found(total, show(tx, caller, rows, listing.projection()));
    }

    Versioned get(DSLContext tx, Caller caller, UUID id, Projection projection) {
        return show(tx, caller, store.find(tx, caller.organizationId(), id).orElseThrow(Users::unknown), projection);
    }

    Versioned create(DSLContext tx, Caller caller, JsonNode body, Projection projection) {
        UserRow user = UserJson.fresh(ids.next(), Resources.read(ResourceTypes.USER, body), clock.instant());
        requireFree(tx, caller, user);
        store.insert(tx, caller.organizationId(), user);
        Map<String, @Nullable Object> facts = user.facts();
        facts.put("state", user.active() ? "active" : "suspended");
        audit.append(
                tx, caller, AuditLog.Change.created("member.provisioned", KIND, user.id(), user.displayName(), facts));
        return show(tx, caller, user, projection);
    }

    Versioned replace(
            DSLContext tx, Caller caller, UUID id, @Nullable String ifMatch, JsonNode body, Projection projection) {
        ObjectNode said = Resources.read(ResourceTypes.USER, body);
        return change(tx, caller, id, ifMatch, before -> said, projection);
    }

    Versioned patch(
            DSLContext tx, Caller caller, UUID id, @Nullable String ifMatch, JsonNode body, Projection projection) {
        Patch patch = Patch.parse(ResourceTypes.USER, body);
        return change(tx, caller, id, ifMatch, before -> patch.apply(UserJson.said(before)), projection);
    }

    /** For good: somebody of that name who comes later is somebody else. */
    void delete(DSLContext tx, Caller caller, UUID id, @Nullable String ifMatch) {
        UserRow user = locked(tx, caller, id);
        Preconditions.match(ifMatch, user.version());
        departures.remove(tx, caller, id);
    }

    private Versioned change(
            DSLContext tx,
            Caller caller,
            UUID id,
            @Nullable String ifMatch,
            Function<UserRow, ObjectNode> what,
            Projection projection) {
        UserRow before = locked(tx, caller, id);
        Preconditions.match(ifMatch, before.version());
        UserRow after = UserJson.changed(before, what.apply(before), clock.instant());
        if (after.saysTheSame(before)) {
            return show(tx, caller, before, projection);
        }
        if (!after.facts().equals(before.facts())) {
            store(tx, caller, before, after);
        }
        if (after.active() != before.active()) {
            departures.setActive(tx, caller, id, after.active());
        }
        return get(tx, caller, id, projection);
    }

    private void store(DSLContext tx, Caller caller, UserRow before, UserRow after) {
        if (!after.userName().equalsIgnoreCase(before.userName())) {
            requireFree(tx, caller, after);
        }
        store.update(tx, caller.organizationId(), after);
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(
                        "member.changed", KIND, after.id(), after.displayName(), before.facts(), after.facts()));
    }

    private void requireFree(DSLContext tx, Caller caller, UserRow user) {
        if (store.isTaken(tx, caller.organizationId(), user.userName(), user.id())) {
            throw ScimException.taken("There is a user with this userName already.");
        }
    }

    private UserRow locked(DSLContext tx, Caller caller, UUID id) {
        return store.lock(tx, caller.organizationId(), id).orElseThrow(Users::unknown);
    }

    private Versioned show(DSLContext tx, Caller caller, UserRow row, Projection projection) {
        return new Versioned(
                row.id(),
                row.version(),
                show(tx, caller, List.of(row), projection).getFirst());
    }

    private List<ObjectNode> show(DSLContext tx, Caller caller, List<UserRow> rows, Projection projection) {
        ScimAddress.Of address = addresses.of(caller.organizationId());
        Map<UUID, List<UserJson.GroupLink>> groups = projection.wants("groups")
                ? store.groups(
                        tx,
                        caller.organizationId(),
                        rows.stream().map(UserRow::id).toList())
                : Map.of();
        return rows.stream()
                .map(row -> UserJson.shown(row, groups.getOrDefault(row.id(), List.of()), address))
                .map(projection::apply)
                .toList();
    }

    private static ScimException unknown() {
        return ScimException.notFound("user");
    }
}
