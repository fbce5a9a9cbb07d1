package dev.bursar.server.key;

import dev.bursar.server.identity.Caller;
import dev.bursar.server.organization.OrganizationNews;
import java.time.Clock;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** The keys of an organization that is deleted are revoked for good. */
@Component
final class LastRevocation implements OrganizationNews {
    private final JooqKeys store;
    private final Clock clock;

    LastRevocation(JooqKeys store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void deleted(DSLContext tx, Caller caller) {
        store.revokeAll(tx, caller.organizationId(), clock.instant());
    }
}
