package dev.bursar.server.access;

import dev.bursar.server.identity.Caller;
import java.util.UUID;
import org.jooq.DSLContext;

/** What other capabilities do when somebody may no longer act. */
public interface MemberNews {
    /**
     * In the transaction that suspends or removes the member.
     *
     * @throws dev.bursar.server.platform.web.ProblemException 409 if that must not be: nothing of it is done
     */
    void shutOut(DSLContext tx, Caller caller, UUID memberId);
}
