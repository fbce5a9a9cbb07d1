package dev.bursar.server.access;

import dev.bursar.server.access.MemberRows.State;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.sql.tables.records.MemberRecord;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Who was suspended for not signing in through their organization's provider, and signs in. */
@Component
public final class OverdueMembers {
    private final MemberRows rows;

    OverdueMembers(MemberRows rows) {
        this.rows = rows;
    }

    /** Makes them active again, not their keys. Whom somebody suspended stays so. */
    public void signedIn(DSLContext tx, Caller caller, MemberRecord member) {
        if (MemberRows.isOverdue(member)) {
            rows.write(tx, caller, member, State.of("active"), "member.reactivated");
        }
    }
}
