package dev.bursar.server.identity;

import java.util.UUID;
import org.jooq.DSLContext;

/** Whose mail addresses are whose. */
public interface MailDomains {
    /** Whether the organization proved that the domain of this address is its own. At most one organization did. */
    boolean isOwn(DSLContext tx, UUID organizationId, String email);
}
