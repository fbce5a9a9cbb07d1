package dev.bursar.server.access;

import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.testing.Plans;
import org.junit.jupiter.api.Test;

@WithPostgres
class LookupPlansTest {
    private final Plans plans;
    private final JooqInvitations invitations = new JooqInvitations();

    LookupPlansTest(TestDatabase database) {
        plans = Plans.in(database);
    }

    @Test
    void findsWhoIsInvitedByAddressInAnIndex() {
        plans.assertSearches("email_folded", tx -> invitations.isKnown(tx, plans.organization(), "7@Example.org"));
        plans.assertSearches("email_folded", tx -> invitations.waiting(tx, plans.organization(), "7@Example.org"));
    }
}
