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
    private static final int UUID_LENGTH = 36;
    private static final int LONGEST_CURSOR = 300;

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
        Condition rest = Cursors.text(cursor, LONGEST_CURSOR)
                .map(GroupsController::after)
                .orElse(DSL.noCondition());
        Condition wanted = GroupReadModel.seen(caller)
                .and(Searches.anyContains(search, MEMBER_GROUP.NAME))
                .and(rest);
        List<Group> rows = tenancy.read(organizationId, tx -> store.page(tx, organizationId, wanted, limit));
        return Cursors.page(rows, limit, last -> Cursors.afterText(last.id() + last.name()));
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

    /** The id, which has a fixed length, then the name. */
    private static Condition after(String text) {
        try {
            if (text.length() > UUID_LENGTH) {
                return DSL.row(MEMBER_GROUP.NAME, MEMBER_GROUP.GROUP_ID)
                        .gt(text.substring(UUID_LENGTH), UUID.fromString(text.substring(0, UUID_LENGTH)));
            }
        } catch (IllegalArgumentException e) {
            // Falls through: no such cursor was given out.
        }
        throw ProblemException.field(
                "cursor", "cursor_invalid", "A cursor is the next member of the page before, unaltered.");
    }
}
