package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.MEMBER_GROUP;

import dev.bursar.adminapi.access.Group;
import dev.bursar.adminapi.access.GroupsApi;
import dev.bursar.adminapi.common.Page;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.platform.web.Searches;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class GroupsController implements GroupsApi {
    private final Tenancy tenancy;
    private final Callers callers;
    private final GroupReadModel store;

    GroupsController(Tenancy tenancy, Callers callers, GroupReadModel store) {
        this.tenancy = tenancy;
        this.callers = callers;
        this.store = store;
    }

    @Override
    public Page<Group> list(
            UUID organizationId, @Nullable String search, @Nullable String cursor, @Nullable Integer size) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(Action.MEMBER_READ);
        int limit = Cursors.size(size);
        Condition rest = Cursors.named(cursor)
                .<Condition>map(
                        at -> DSL.row(MEMBER_GROUP.NAME, MEMBER_GROUP.GROUP_ID).gt(at.name(), at.id()))
                .orElse(DSL.noCondition());
        Condition wanted = GroupReadModel.seen(caller)
                .and(Searches.anyContains(search, MEMBER_GROUP.NAME))
                .and(rest);
        List<Group> rows = tenancy.read(organizationId, tx -> store.page(tx, organizationId, wanted, limit));
        return Cursors.page(rows, limit, last -> Cursors.after(last.name(), last.id()));
    }

    @Override
    public Group get(UUID organizationId, UUID groupId) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(Action.MEMBER_READ);
        Condition wanted = GroupReadModel.seen(caller).and(MEMBER_GROUP.GROUP_ID.eq(groupId));
        return tenancy.read(organizationId, tx -> store.page(tx, organizationId, wanted, 1)).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("group"));
    }
}
