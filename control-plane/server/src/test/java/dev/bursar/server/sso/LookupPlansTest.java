package dev.bursar.server.sso;

import dev.bursar.server.identity.Identity;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.testing.Plans;
import dev.bursar.server.testing.RecordingAudit;
import org.junit.jupiter.api.Test;

@WithPostgres
class LookupPlansTest {
    private static final Identity ADA = new Identity("test", "s7", "7@Example.org", "Ada");

    private final Plans plans;

    LookupPlansTest(TestDatabase database) {
        plans = Plans.in(database);
    }

    @Test
    void findsWhoIsAwaitedByAddressInAnIndex() {
        plans.assertSearches("email_folded", tx -> JustInTime.awaited(tx, plans.organization(), ADA));
    }

    @Test
    void findsWhoIsKeptOutInIndexes() {
        KeptOut keptOut = new KeptOut(new RecordingAudit());
        plans.assertSearches("email_folded", tx -> keptOut.find(tx, plans.organization(), ADA));
        plans.assertSearches("former_subject", tx -> keptOut.find(tx, plans.organization(), ADA));
    }
}
