package dev.bursar.server.scim;

import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.scim.protocol.Projection;
import dev.bursar.server.scim.protocol.ResourceTypes;
import dev.bursar.server.scim.protocol.ScimException;
import dev.bursar.server.scim.protocol.ScimType;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Provisions groups, each change in one transaction with its audit entry. */
@Component
final class Groups extends ResourceKind<GroupRow> {
    private static final String KIND = "group";
    /** On one page, in all groups together. */
    private static final int MAX_MEMBERS = 50_000;
    /** Named in an audit entry; beyond, they are counted. */
    private static final int MAX_NAMED = 100;

    private final JooqGroups store;
    private final Departures departures;
    private final ScimAddress addresses;
    private final AuditLog audit;
    private final Clock clock;

    Groups(JooqGroups store, Departures departures, ScimAddress addresses, AuditLog audit, Clock clock) {
        super(ResourceTypes.GROUP, store);
        this.store = store;
        this.departures = departures;
        this.addresses = addresses;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    GroupRow insert(DSLContext tx, Caller caller, UUID id, ObjectNode said) {
        Instant now = clock.instant();
        GroupRow group = new GroupRow(id, GroupJson.name(said), GroupJson.externalId(said), now, now, 1);
        Set<UUID> members = GroupJson.members(said);
        requireFree(tx, caller, group);
        requireMembers(tx, caller, members);
        store.insert(tx, caller.organizationId(), group);
        store.add(tx, caller.organizationId(), group.id(), members);
        Map<String, @Nullable Object> facts = facts(group);
        facts.put("members", named(members));
        audit.append(
                tx,
                caller,
                AuditLog.Change.created("group.provisioned", KIND, group.id(), group.name(), facts)
                        .about(members));
        return group;
    }

    @Override
    GroupRow change(DSLContext tx, Caller caller, GroupRow before, UnaryOperator<ObjectNode> what) {
        Set<UUID> was = members(tx, caller, before.id());
        ObjectNode said = what.apply(GroupJson.shown(
                before,
                was.stream().map(member -> new GroupRow.Member(member, "")).toList(),
                addresses.of(caller.organizationId())));
        GroupRow after = new GroupRow(
                before.id(),
                GroupJson.name(said),
                GroupJson.externalId(said),
                before.createdAt(),
                clock.instant(),
                before.version() + 1);
        Set<UUID> are = GroupJson.members(said);
        if (facts(after).equals(facts(before)) && was.equals(are)) {
            return before;
        }
        store(tx, caller, before, after, minus(are, was), minus(was, are));
        return after;
    }

    @Override
    void remove(DSLContext tx, Caller caller, GroupRow group) {
        Map<String, @Nullable Object> facts = facts(group);
        Set<UUID> members = members(tx, caller, group.id());
        facts.put("members", named(members));
        facts.put("roles", store.roles(tx, caller.organizationId(), group.id()));
        departures.keepAnAdmin(tx, caller, () -> {
            store.delete(tx, caller.organizationId(), group.id());
            return true;
        });
        audit.append(
                tx,
                caller,
                new AuditLog.Change(
                                "group.removed",
                                KIND,
                                group.id().toString(),
                                group.name(),
                                AuditLog.Outcome.DONE,
                                facts,
                                null)
                        .about(members));
    }

    @Override
    List<ObjectNode> whole(DSLContext tx, Caller caller, List<GroupRow> rows, Projection projection) {
        ScimAddress.Of address = addresses.of(caller.organizationId());
        Map<UUID, List<GroupRow.Member>> members =
                projection.wants("members") && !rows.isEmpty() ? membersOf(tx, caller, rows) : Map.of();
        return rows.stream()
                .map(row -> GroupJson.shown(row, members.getOrDefault(row.id(), List.of()), address))
                .toList();
    }

    private void store(
            DSLContext tx, Caller caller, GroupRow before, GroupRow after, Set<UUID> added, Set<UUID> taken) {
        if (!after.name().equalsIgnoreCase(before.name())) {
            requireFree(tx, caller, after);
        }
        requireMembers(tx, caller, added);
        store.update(tx, caller.organizationId(), after);
        store.add(tx, caller.organizationId(), after.id(), added);
        if (!taken.isEmpty()) {
            departures.keepAnAdmin(tx, caller, () -> store.take(tx, caller.organizationId(), after.id(), taken));
        }
        Map<String, @Nullable Object> was = facts(before);
        Map<String, @Nullable Object> is = facts(after);
        was.put("members", named(taken));
        is.put("members", named(added));
        Set<UUID> people = new HashSet<>(added);
        people.addAll(taken);
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed("group.changed", KIND, after.id(), after.name(), was, is)
                        .about(people));
    }

    private void requireFree(DSLContext tx, Caller caller, GroupRow group) {
        if (store.isTaken(tx, caller.organizationId(), group.name(), group.id())) {
            throw ScimException.taken("There is a group with this displayName already.");
        }
    }

    private void requireMembers(DSLContext tx, Caller caller, Set<UUID> members) {
        if (!store.areMembers(tx, caller.organizationId(), members)) {
            throw ScimException.bad(ScimType.INVALID_VALUE, "A member's value is the id of a user that there is.");
        }
    }

    private Set<UUID> members(DSLContext tx, Caller caller, UUID id) {
        return store.members(tx, caller.organizationId(), List.of(id), MAX_MEMBERS).getOrDefault(id, List.of()).stream()
                .map(GroupRow.Member::id)
                .collect(Collectors.toSet());
    }

    private Map<UUID, List<GroupRow.Member>> membersOf(DSLContext tx, Caller caller, List<GroupRow> rows) {
        Map<UUID, List<GroupRow.Member>> members = store.members(
                tx, caller.organizationId(), rows.stream().map(GroupRow::id).toList(), MAX_MEMBERS);
        if (members.values().stream().mapToInt(List::size).sum() > MAX_MEMBERS) {
            throw ScimException.bad(
                    ScimType.TOO_MANY, "These groups have too many members: ask for fewer, or exclude members.");
        }
        return members;
    }

    private static Map<String, @Nullable Object> facts(GroupRow group) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("displayName", group.name());
        facts.put("externalId", group.externalId());
        return facts;
    }

    private static List<String> named(Set<UUID> members) {
        List<String> named =
                members.stream().sorted().limit(MAX_NAMED).map(UUID::toString).collect(Collectors.toList());
        if (members.size() > MAX_NAMED) {
            named.add("and " + (members.size() - MAX_NAMED) + " more");
        }
        return named;
    }

    private static Set<UUID> minus(Set<UUID> these, Set<UUID> those) {
        Set<UUID> rest = new HashSet<>(these);
        rest.removeAll(those);
        return rest;
    }
}
