package dev.bursar.server.organization;

import dev.bursar.server.identity.Caller;
import org.jooq.DSLContext;

/** What other capabilities do when an organization is made or goes. */
public interface OrganizationNews {
    /** In the transaction that makes it, once its row is there. @param caller in the new organization */
    default void created(DSLContext tx, Caller caller) {}

    /**
     * In the transaction that deletes it: destroys what must not outlive it (what lets anybody in, secrets, what is known
     * of people) and keeps what was promised to stay (ledger, usage, audit log).
     */
    default void deleted(DSLContext tx, Caller caller) {}
}
