package dev.bursar.server.scim;

import dev.bursar.server.identity.Caller;
import dev.bursar.server.scim.protocol.Patch;
import dev.bursar.server.scim.protocol.Projection;
import dev.bursar.server.scim.protocol.ResourceType;
import dev.bursar.server.scim.protocol.Resources;
import dev.bursar.server.scim.protocol.ScimException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be asked of one kind of resource (RFC 7644, 3). Each change belongs to the caller's transaction, with its
 * audit entry and what follows from it. What a resource is made of, the kinds know.
 */
abstract class ResourceKind<R extends ResourceRow> {
    private final ResourceType type;
    private final JooqResources<R> store;

    ResourceKind(ResourceType type, JooqResources<R> store) {
        this.type = type;
        this.store = store;
    }

    final ResourceType type() {
        return type;
    }

    final Found list(DSLContext tx, Caller caller, Listing listing) {
        long total = store.count(tx, caller.organizationId(), listing);
        List<R> rows = listing.count() == 0 ? List.of() : store.page(tx, caller.organizationId(), listing);
        return new Found(total, show(tx, caller, rows, listing.projection()));
    }

    final Versioned get(DSLContext tx, Caller caller, UUID id, Projection projection) {
        R row = store.find(tx, caller.organizationId(), id).orElseThrow(this::unknown);
        return show(tx, caller, row, projection);
    }

    /** @param id the new resource's */
    final Versioned create(DSLContext tx, Caller caller, UUID id, JsonNode body, Projection projection) {
        return show(tx, caller, insert(tx, caller, id, Resources.read(type, body)), projection);
    }

    final Versioned replace(
            DSLContext tx, Caller caller, UUID id, @Nullable String ifMatch, JsonNode body, Projection projection) {
        ObjectNode said = Resources.read(type, body);
        return change(tx, caller, id, ifMatch, before -> said, projection);
    }

    final Versioned patch(
            DSLContext tx, Caller caller, UUID id, @Nullable String ifMatch, JsonNode body, Projection projection) {
        Patch patch = Patch.parse(type, body);
        return change(tx, caller, id, ifMatch, patch::apply, projection);
    }

    final void delete(DSLContext tx, Caller caller, UUID id, @Nullable String ifMatch) {
        remove(tx, caller, locked(tx, caller, id, ifMatch));
    }

    abstract R insert(DSLContext tx, Caller caller, UUID id, ObjectNode said);

    /** @param what makes of what was said of it what is said now. @return as it is then: the same if nothing is new */
    abstract R change(DSLContext tx, Caller caller, R before, UnaryOperator<ObjectNode> what);

    abstract void remove(DSLContext tx, Caller caller, R row);

    /** In the rows' order. What the projection does not want need not be read. */
    abstract List<ObjectNode> whole(DSLContext tx, Caller caller, List<R> rows, Projection projection);

    private Versioned change(
            DSLContext tx,
            Caller caller,
            UUID id,
            @Nullable String ifMatch,
            UnaryOperator<ObjectNode> what,
            Projection projection) {
        R before = locked(tx, caller, id, ifMatch);
        return show(tx, caller, change(tx, caller, before, what), projection);
    }

    private R locked(DSLContext tx, Caller caller, UUID id, @Nullable String ifMatch) {
        R row = store.lock(tx, caller.organizationId(), id).orElseThrow(this::unknown);
        Preconditions.match(ifMatch, row.version());
        return row;
    }

    private Versioned show(DSLContext tx, Caller caller, R row, Projection projection) {
        return new Versioned(
                row.id(),
                row.version(),
                show(tx, caller, List.of(row), projection).getFirst());
    }

    private List<ObjectNode> show(DSLContext tx, Caller caller, List<R> rows, Projection projection) {
        return whole(tx, caller, rows, projection).stream()
                .map(projection::apply)
                .toList();
    }

    final ScimException unknown() {
        return ScimException.notFound(type.name().toLowerCase(Locale.ROOT));
    }
}
