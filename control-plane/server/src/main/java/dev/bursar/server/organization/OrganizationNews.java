package dev.bursar.server.organization;

import dev.bursar.server.identity.Caller;
import org.jooq.DSLContext;

/** What other capabilities give a new organization. */
public interface OrganizationNews {
    /** In the transaction that makes it, once its row is there. @param caller in the new organization */
    void created(DSLContext tx, Caller caller);
}
