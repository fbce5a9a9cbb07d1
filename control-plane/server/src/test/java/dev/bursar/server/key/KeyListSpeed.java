package dev.bursar.server.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.identity.Extent;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.sql.Tables;
import dev.bursar.server.testing.LargeOrganization;
import dev.bursar.server.testing.Speed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a page of the list of keys costs in a {@link LargeOrganization} of 100,000 of them. Run by name: {@code ./mvnw -pl
 * control-plane/server -am test -Dtest=KeyListSpeed -Dsurefire.failIfNoSpecifiedTests=false}. It prints.
 */
@WithPostgres
class KeyListSpeed {
    private static final int PAGES = 200;
    private static final int SIZE = 50;
    private static final int FAR = 200;

    private final Tenancy tenancy;
    private final UUID organization;
    private final JooqKeys keys = new JooqKeys();

    KeyListSpeed(TestDatabase database) {
        tenancy = database.tenancy();
        organization = LargeOrganization.in(database);
    }

    @Test
    void listsKeys() {
        for (String order : List.of("-created", "name", "-lastUsed")) {
            measure("all", tx -> DSL.noCondition(), order);
        }
        measure("of one owner", tx -> Tables.API_KEY.OWNER_MEMBER_ID.eq(new UUID(2, 777)), "-created");
        measure("in a subtree of 4,681 units", in(2), "name");
        measure("in a subtree of 585 units", in(10), "-created");
        measure("in one unit", in(9_000), "-created");
    }

    private Function<DSLContext, Condition> in(int unit) {
        return tx -> Extent.of(tx, LargeOrganization.unit(unit), organization).holds(Tables.API_KEY.UNIT_ID);
    }

    private void measure(String what, Function<DSLContext, Condition> wanted, String order) {
        Speed.measure(what + ", first page by " + order, PAGES, i -> page(wanted, order, null));
        String far = null;
        for (int i = 0; i < FAR; i++) {
            List<KeyRow> page = page(wanted, order, far);
            if (page.size() <= SIZE) {
                return;
            }
            KeyRow last = page.get(SIZE - 1);
            far = JooqKeys.ORDERS.start(order, null).cursorAfter().apply(last.toApi(null, Instant.EPOCH));
        }
        String cursor = far;
        Speed.measure(what + ", page " + FAR + " by " + order, PAGES, i -> page(wanted, order, cursor));
    }

    private List<KeyRow> page(Function<DSLContext, Condition> wanted, String order, @Nullable String cursor) {
        var start = JooqKeys.ORDERS.start(order, cursor);
        List<KeyRow> page =
                tenancy.read(organization, tx -> keys.page(tx, organization, wanted.apply(tx), start, SIZE));
        assertThat(page).isNotEmpty();
        return page;
    }
}
