package dev.bursar.server.key;

import static dev.bursar.server.sql.Tables.API_KEY;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.key.IssueKey;
import dev.bursar.adminapi.key.IssuedKey;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.key.KeysApi;
import dev.bursar.adminapi.key.UpdateKey;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.identity.Extent;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.Idempotency;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.platform.web.Searches;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class KeysController implements KeysApi {
    private static final Set<String> STATES =
            Set.of("active", "disabled", "expired", "organization_archived", "revoked");

    private final Tenancy tenancy;
    private final Callers callers;
    private final Keys keys;
    private final JooqKeys store;
    private final Idempotency idempotency;
    private final Clock clock;

    KeysController(Tenancy tenancy, Callers callers, Keys keys, JooqKeys store, Idempotency idempotency, Clock clock) {
        this.tenancy = tenancy;
        this.callers = callers;
        this.keys = keys;
        this.store = store;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @Override
    public ResponseEntity<IssuedKey> issue(UUID organizationId, @Nullable String idempotencyKey, IssueKey request) {
        Caller caller = callers.in(organizationId);
        caller.requireAny(Action.KEY_WRITE, Action.KEY_WRITE_OWN);
        IssuedKey issued = tenancy.write(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        "key.issue",
                        request,
                        IssuedKey.class,
                        () -> keys.issue(tx, caller, request)));
        return Etags.created(issued, issued.key().version());
    }

    @Override
    public Page<Key> list(
            UUID organizationId,
            @Nullable String state,
            @Nullable String search,
            @Nullable UUID ownerMemberId,
            @Nullable UUID unitId,
            @Nullable Boolean exact,
            @Nullable String sort,
            @Nullable String cursor,
            @Nullable Integer size) {
        Caller caller = callers.in(organizationId);
        caller.requireAny(Action.KEY_READ, Action.KEY_READ_OWN);
        int limit = Cursors.size(size);
        var start = JooqKeys.ORDERS.start(sort, cursor);
        Condition named = API_KEY.MANAGEMENT
                .isFalse()
                .and(inState(state))
                .and(ownerMemberId == null ? DSL.noCondition() : API_KEY.OWNER_MEMBER_ID.eq(ownerMemberId))
                .and(Searches.anyContains(search, API_KEY.NAME, API_KEY.MASKED));
        List<Key> rows = tenancy.read(organizationId, tx -> {
            Condition placed = visible(tx, caller).and(inUnit(tx, organizationId, unitId, Boolean.TRUE.equals(exact)));
            return keys.views(tx, caller, store.page(tx, organizationId, placed.and(named), start, limit));
        });
        return Cursors.page(rows, limit, start.cursorAfter());
    }

    @Override
    public ResponseEntity<Key> get(UUID organizationId, UUID keyId) {
        Caller caller = callers.in(organizationId);
        Key key = tenancy.read(organizationId, tx -> keys.get(tx, caller, keyId));
        return Etags.ok(key, key.version());
    }

    @Override
    public ResponseEntity<Key> update(UUID organizationId, UUID keyId, @Nullable String ifMatch, UpdateKey request) {
        Caller caller = callers.in(organizationId);
        Key key = tenancy.write(organizationId, tx -> keys.update(tx, caller, keyId, ifMatch, request));
        return Etags.ok(key, key.version());
    }

    @Override
    public ResponseEntity<Key> revoke(UUID organizationId, UUID keyId) {
        Caller caller = callers.in(organizationId);
        Key key = tenancy.write(organizationId, tx -> keys.revoke(tx, caller, keyId));
        return Etags.ok(key, key.version());
    }

    private static Condition visible(DSLContext tx, Caller caller) {
        return caller.may(Action.KEY_READ)
                ? DSL.noCondition()
                : API_KEY.OWNER_MEMBER_ID
                        .eq(caller.memberId())
                        .or(Extent.of(tx, caller.reach(Action.KEY_READ), caller.organizationId())
                                .holds(API_KEY.UNIT_ID));
    }

    private static Condition inUnit(DSLContext tx, UUID organizationId, @Nullable UUID unitId, boolean exact) {
        if (unitId == null) {
            return DSL.noCondition();
        }
        return exact
                ? API_KEY.UNIT_ID.eq(unitId)
                : Extent.of(tx, unitId, organizationId).holds(API_KEY.UNIT_ID);
    }

    private Condition inState(@Nullable String state) {
        if (state == null) {
            return DSL.noCondition();
        }
        if (!STATES.contains(state)) {
            throw ProblemException.field("state", "parameter_invalid", "A state is one of " + STATES + ".");
        }
        return JooqKeys.inState(state, clock.instant());
    }
}
