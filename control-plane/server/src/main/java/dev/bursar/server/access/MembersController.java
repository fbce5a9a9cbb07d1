package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.MEMBER;

import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.access.MembersApi;
import dev.bursar.adminapi.access.UpdateMember;
import dev.bursar.adminapi.common.Page;
import dev.bursar.policy.access.Action;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.identity.MemberPlaces;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.platform.web.Searches;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MembersController implements MembersApi {
    private static final Set<String> STATES = Set.of("invited", "active", "suspended", "removed");

    private final Tenancy tenancy;
    private final Callers callers;
    private final MemberStates states;
    private final JooqMembers store;
    private final AuditLog audit;
    private final Clock clock;

    MembersController(
            Tenancy tenancy, Callers callers, MemberStates states, JooqMembers store, AuditLog audit, Clock clock) {
        this.tenancy = tenancy;
        this.callers = callers;
        this.states = states;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Page<Member> list(
            UUID organizationId,
            @Nullable String state,
            @Nullable String search,
            @Nullable UUID groupId,
            @Nullable String sort,
            @Nullable String cursor,
            @Nullable Integer size) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(Action.MEMBER_READ);
        int limit = Cursors.size(size);
        var start = JooqMembers.ORDERS.start(sort, cursor);
        Condition wanted = inState(state)
                .and(Searches.anyContains(search, MEMBER.DISPLAY_NAME, MEMBER.EMAIL))
                .and(groupId == null ? DSL.noCondition() : JooqMembers.inGroup(caller, groupId));
        List<Member> rows = tenancy.read(organizationId, tx -> store.page(tx, caller, wanted, start, limit));
        return Cursors.page(rows, limit, start.cursorAfter());
    }

    @Override
    public ResponseEntity<Member> get(UUID organizationId, UUID memberId) {
        Caller caller = callers.in(organizationId);
        return answer(tenancy.read(organizationId, tx -> visible(tx, caller, memberId)));
    }

    @Override
    public ResponseEntity<Member> update(
            UUID organizationId, UUID memberId, @Nullable String ifMatch, UpdateMember request) {
        Caller caller = callers.in(organizationId);
        return answer(tenancy.write(organizationId, tx -> rename(tx, caller, memberId, ifMatch, request)));
    }

    @Override
    public ResponseEntity<Member> suspend(UUID organizationId, UUID memberId) {
        Caller caller = callers.in(organizationId);
        return change(caller, memberId, tx -> states.suspend(tx, caller, memberId));
    }

    @Override
    public ResponseEntity<Member> reactivate(UUID organizationId, UUID memberId) {
        Caller caller = callers.in(organizationId);
        return change(caller, memberId, tx -> states.reactivate(tx, caller, memberId));
    }

    @Override
    public ResponseEntity<Member> remove(UUID organizationId, UUID memberId) {
        Caller caller = callers.in(organizationId);
        return change(caller, memberId, tx -> states.remove(tx, caller, memberId));
    }

    private ResponseEntity<Member> change(Caller caller, UUID memberId, Consumer<DSLContext> step) {
        return answer(tenancy.write(caller.organizationId(), tx -> {
            step.accept(tx);
            return store.find(tx, caller, memberId).orElseThrow();
        }));
    }

    private Member rename(DSLContext tx, Caller caller, UUID memberId, @Nullable String ifMatch, UpdateMember request) {
        caller.requireAnywhere(Action.MEMBER_WRITE);
        LastAdmin.lock(tx, caller.organizationId());
        Member before = visible(tx, caller, memberId);
        caller.require(Action.MEMBER_WRITE);
        Etags.require(ifMatch, before.version());
        String name = request.name() == null ? before.name() : request.name().strip();
        if (name.isEmpty()) {
            throw ProblemException.field("name", "not_blank", "A member has a name.");
        }
        if (name.equals(before.name())) {
            return before;
        }
        tx.update(MEMBER)
                .set(MEMBER.DISPLAY_NAME, name)
                .set(MEMBER.CHANGED_AT, clock.instant())
                .set(MEMBER.VERSION, MEMBER.VERSION.plus(1))
                .where(MEMBER.ORGANIZATION_ID.eq(caller.organizationId()), MEMBER.MEMBER_ID.eq(memberId))
                .execute();
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(
                        "member.changed",
                        "member",
                        memberId,
                        name,
                        Map.of("name", before.name()),
                        Map.of("name", name)));
        return store.find(tx, caller, memberId).orElseThrow();
    }

    private Member visible(DSLContext tx, Caller caller, UUID memberId) {
        boolean self = memberId.equals(caller.memberId());
        if (!self) {
            caller.requireAnywhere(Action.MEMBER_READ);
        }
        if (!MemberPlaces.sees(tx, caller, memberId)) {
            throw ProblemException.notFound("member");
        }
        return store.find(tx, caller, memberId).orElseThrow(() -> ProblemException.notFound("member"));
    }

    private static Condition inState(@Nullable String state) {
        if (state == null) {
            return MEMBER.STATE.ne("removed");
        }
        if (!STATES.contains(state)) {
            throw ProblemException.field("state", "parameter_invalid", "A state is one of " + STATES + ".");
        }
        return MEMBER.STATE.eq(state);
    }

    private static ResponseEntity<Member> answer(Member member) {
        return Etags.ok(member, member.version());
    }
}
