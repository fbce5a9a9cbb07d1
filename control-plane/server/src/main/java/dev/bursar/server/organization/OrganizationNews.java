package dev.bursar.server.organization;

import dev.bursar.adminapi.organization.Impact;
import dev.bursar.server.identity.Caller;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;

/** What other capabilities do when an organization is made or goes. */
public interface OrganizationNews {
    /** Order of whoever asks through which provider its people came. */
    int SIGN_INS = 0;

    /** Order of whoever forgets the providers, and asks who the break-glass account was. */
    int PROVIDERS = 1;

    /** Order of whoever forgets the people, and their roles, which name other things. The rest comes after, in any order. */
    int PEOPLE = 2;

    /** In the transaction that makes it, once its row is there. @param caller in the new organization */
    default void created(DSLContext tx, Caller caller) {}

    /**
     * In the transaction that deletes it, in the beans' order: destroys what must not outlive it (what lets anybody in, secrets, what is known
     * of people) and keeps what was promised to stay (ledger, usage, audit log).
     */
    default void deleted(DSLContext tx, Caller caller) {}

    /** After that transaction, for what must not happen inside of one. */
    default void gone(UUID organizationId) {}

    /** What {@link #deleted} would end, in numbers, for whoever asks before. */
    default List<Impact.Ending> endings(DSLContext tx, UUID organizationId) {
        return List.of();
    }
}
