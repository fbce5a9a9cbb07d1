package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.GROUP_MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER_GROUP;

import dev.bursar.adminapi.access.Group;
import dev.bursar.adminapi.access.GroupsApi;
import dev.bursar.adminapi.common.Page;
import dev.bursar.policy.access.Action;
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

/** Groups are the organization's: whoever reads members over the whole of it sees them. */
@RestController
class GroupsController implements GroupsApi {
    private static final int UUID_LENGTH = 36;
    private static final int LONGEST_CURSOR = 300;

    private final Tenancy tenancy;
    private final Callers callers;

    GroupsController(Tenancy tenancy, Callers callers) {
        this.tenancy = tenancy;
        this.callers = callers;
    }

    @Override
    public Page<Group> list(
            UUID organizationId, @Nullable String search, @Nullable String cursor, @Nullable Integer size) {
        callers.in(organizationId).require(Action.MEMBER_READ);
        int limit = Cursors.size(size);
        Condition rest = Cursors.text(cursor, LONGEST_CURSOR)
                .map(GroupsController::after)
                .orElse(DSL.noCondition());
        var members = DSL.field(DSL.selectCount()
                        .from(GROUP_MEMBER)
                        .where(
                                GROUP_MEMBER.ORGANIZATION_ID.eq(MEMBER_GROUP.ORGANIZATION_ID),
                                GROUP_MEMBER.GROUP_ID.eq(MEMBER_GROUP.GROUP_ID)))
                .as("members");
        List<Group> rows = tenancy.read(
                organizationId,
                tx -> tx.select(MEMBER_GROUP.GROUP_ID, MEMBER_GROUP.NAME, MEMBER_GROUP.SOURCE, members)
                        .from(MEMBER_GROUP)
                        .where(
                                MEMBER_GROUP.ORGANIZATION_ID.eq(organizationId),
                                Searches.anyContains(search, MEMBER_GROUP.NAME),
                                rest)
                        .orderBy(MEMBER_GROUP.NAME, MEMBER_GROUP.GROUP_ID)
                        .limit(limit + 1)
                        .fetch(row -> new Group(row.value1(), row.value2(), row.value3(), row.value4())));
        return Cursors.page(rows, limit, last -> Cursors.afterText(last.id() + last.name()));
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
