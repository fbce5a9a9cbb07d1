package dev.bursar.server.scim;

import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.scim.protocol.Projection;
import dev.bursar.server.scim.protocol.ResourceTypes;
import dev.bursar.server.scim.protocol.ScimException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Provisions people, each change in one transaction with its audit entry and what follows from it. */
@Component
final class Users extends ResourceKind<UserRow> {
    private static final String KIND = "member";

    private final JooqUsers store;
    private final Departures departures;
    private final ScimAddress addresses;
    private final AuditLog audit;
    private final Clock clock;

    Users(JooqUsers store, Departures departures, ScimAddress addresses, AuditLog audit, Clock clock) {
        super(ResourceTypes.USER, store);
        this.store = store;
        this.departures = departures;
        this.addresses = addresses;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    UserRow insert(DSLContext tx, Caller caller, UUID id, ObjectNode said) {
        UserRow user = UserJson.fresh(id, said, clock.instant());
        requireFree(tx, caller, user);
        store.insert(tx, caller.organizationId(), user);
        Map<String, @Nullable Object> facts = user.facts();
        facts.put("state", user.active() ? "active" : "suspended");
        audit.append(
                tx, caller, AuditLog.Change.created("member.provisioned", KIND, user.id(), user.displayName(), facts));
        return user;
    }

    @Override
    UserRow change(DSLContext tx, Caller caller, UserRow before, UnaryOperator<ObjectNode> what) {
        UserRow after = UserJson.changed(before, what.apply(UserJson.said(before)), clock.instant());
        if (after.saysTheSame(before)) {
            return before;
        }
        if (!after.facts().equals(before.facts())) {
            store(tx, caller, before, after);
        }
        if (after.active() != before.active()) {
            departures.setActive(tx, caller, before.id(), after.active());
        }
        return store.find(tx, caller.organizationId(), before.id()).orElseThrow(this::unknown);
    }

    /** For good: somebody of that name who comes later is somebody else. */
    @Override
    void remove(DSLContext tx, Caller caller, UserRow user) {
        departures.remove(tx, caller, user.id());
    }

    @Override
    List<ObjectNode> whole(DSLContext tx, Caller caller, List<UserRow> rows, Projection projection) {
        ScimAddress.Of address = addresses.of(caller.organizationId());
        Map<UUID, List<UserJson.GroupLink>> groups = projection.wants("groups")
                ? store.groups(
                        tx,
                        caller.organizationId(),
                        rows.stream().map(UserRow::id).toList())
                : Map.of();
        return rows.stream()
                .map(row -> UserJson.shown(row, groups.getOrDefault(row.id(), List.of()), address))
                .toList();
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
}
