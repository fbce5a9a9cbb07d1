package dev.bursar.server.scim;

import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.scim.protocol.Projection;
import dev.bursar.server.scim.protocol.ResourceType;
import dev.bursar.server.scim.protocol.ResourceTypes;
import dev.bursar.server.testing.Plans;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Before an identity provider changes somebody it asks whether they are there: at each sync, for each of them. */
@WithPostgres
class LookupPlansTest {
    private final Plans plans;
    private final JooqUsers users = new JooqUsers(JsonMapper.shared());
    private final JooqGroups groups = new JooqGroups();

    LookupPlansTest(TestDatabase database) {
        plans = Plans.in(database);
    }

    @Test
    void findsAUserByTheirNameInAnIndex() {
        Listing listing = listing(ResourceTypes.USER, "userName eq \"7@Example.org\"");
        plans.assertSearches("user_name_folded", tx -> users.page(tx, plans.organization(), listing));
        plans.assertSearches("user_name_folded", tx -> users.count(tx, plans.organization(), listing));
        plans.assertSearches(
                "user_name_folded", tx -> users.isTaken(tx, plans.organization(), "7@Example.org", new UUID(1, 1)));
    }

    @Test
    void findsAUserByTheProvidersOwnIdInAnIndex() {
        Listing listing = listing(ResourceTypes.USER, "externalId eq \"7\"");
        plans.assertSearches("external_id", tx -> users.page(tx, plans.organization(), listing));
    }

    @Test
    void findsAGroupByItsNameInAnIndex() {
        Listing listing = listing(ResourceTypes.GROUP, "displayName eq \"g7\"");
        plans.assertSearches("name_folded", tx -> groups.page(tx, plans.organization(), listing));
        plans.assertSearches("name_folded", tx -> groups.isTaken(tx, plans.organization(), "g7", new UUID(1, 1)));
    }

    private static Listing listing(ResourceType type, String filter) {
        return Listing.of(type, new Listing.Asked(filter, null, null, null, null), Projection.of(type, null, null));
    }
}
