package dev.bursar.server.scim;

import dev.bursar.server.access.LastAdmin;
import dev.bursar.server.access.MemberStates;
import dev.bursar.server.identity.Caller;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What an identity provider's word on somebody entails, as if an admin had said it. */
@Component
final class Departures {
    private final MemberStates states;
    private final LastAdmin lastAdmin;

    Departures(MemberStates states, LastAdmin lastAdmin) {
        this.states = states;
        this.lastAdmin = lastAdmin;
    }

    /** Sessions end and keys are disabled with the suspension; keys stay so when it is lifted. */
    void setActive(DSLContext tx, Caller caller, UUID memberId, boolean active) {
        if (active) {
            states.reactivate(tx, caller, memberId);
        } else {
            states.suspend(tx, caller, memberId);
        }
    }

    void remove(DSLContext tx, Caller caller, UUID memberId) {
        states.remove(tx, caller, memberId);
    }

    /** Around what may take an admin out of the group that makes them one. */
    <T> T keepAnAdmin(DSLContext tx, Caller caller, Supplier<T> change) {
        return lastAdmin.keep(tx, caller.organizationId(), change);
    }
}
