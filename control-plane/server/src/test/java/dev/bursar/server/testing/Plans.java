package dev.bursar.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.platform.database.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.Query;
import org.jooq.impl.DSL;

/**
 * How PostgreSQL finds what the product's own queries ask, as the application's role under row security, in an
 * organization of so many people and groups that it is worth an index.
 */
public final class Plans {
    private static final int MEMBERS = 3_000;

    private final TestDatabase database;
    private final UUID organization;

    private Plans(TestDatabase database, UUID organization) {
        this.database = database;
        this.organization = organization;
    }

    public static Plans in(TestDatabase database) {
        UUID organization = new Tenants(database.tenancy()).organization("UTC");
        database.tenancy().write(organization, tx -> {
            tx.execute(
                    "INSERT INTO member (organization_id, member_id, issuer, subject, email, display_name, created_at, source)"
                            + " SELECT ?, gen_random_uuid(), CASE WHEN i % 2 = 0 THEN 'test' END,"
                            + " CASE WHEN i % 2 = 0 THEN 's' || i END, i || '@example.org', 'P' || i, now(), 'scim'"
                            + " FROM generate_series(1, " + MEMBERS + ") i",
                    organization);
            return tx.execute(
                    "INSERT INTO member_group (organization_id, group_id, name, source, created_at, changed_at)"
                            + " SELECT ?, gen_random_uuid(), 'G' || i, 'scim', now(), now()"
                            + " FROM generate_series(1, " + MEMBERS + ") i",
                    organization);
        });
        database.asOwner(owner -> owner.execute("VACUUM ANALYZE member, member_group"));
        return new Plans(database, organization);
    }

    public UUID organization() {
        return organization;
    }

    /** Fails unless the work's last query searches an index for the column, and reads neither people nor groups from end to end. */
    public void assertSearches(String column, Consumer<DSLContext> work) {
        String plan = plans(work).getLast();
        assertThat(plan).containsPattern("Index Cond: [^\\n]*" + column).doesNotContain("Seq Scan on member");
    }

    private List<String> plans(Consumer<DSLContext> work) {
        return database.tenancy().write(organization, tx -> {
            List<String> asked = new ArrayList<>();
            work.accept(DSL.using(tx.configuration().deriveAppending(new Recording(asked))));
            return asked.stream()
                    .map(sql -> String.join("\n", tx.fetch("EXPLAIN " + sql).getValues(0, String.class)))
                    .toList();
        });
    }

    private record Recording(List<String> asked) implements ExecuteListener {
        @Override
        public void executeStart(ExecuteContext context) {
            Query query = context.query();
            if (query != null) {
                asked.add(context.dsl().renderInlined(query));
            }
        }
    }
}
