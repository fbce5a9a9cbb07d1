package dev.bursar.server.publication;

import static dev.bursar.server.sql.Tables.POLICY_CHANGE;
import static dev.bursar.server.sql.Tables.POLICY_HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.testing.Tenants;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@WithPostgres
class PolicyChangesTest {
    private final Tenancy tenancy;
    private final Tenants tenants;
    private final PolicyChanges changes = new PolicyChanges(Clock.systemUTC());

    PolicyChangesTest(TestDatabase database) {
        tenancy = database.tenancy();
        tenants = new Tenants(tenancy);
    }

    @Test
    void givesATransactionOneRevisionHoweverMuchItTouches() {
        UUID organization = tenants.organization("UTC");
        long before = head();

        tenancy.write(organization, tx -> {
            changes.touch(tx, organization, PolicyChanges.Kind.KEY, "a");
            return changes.touch(tx, organization, PolicyChanges.Kind.BUDGET, "b");
        });

        assertThat(head()).isEqualTo(before + 1);
        assertThat(subjects(before + 1)).containsExactly("a", "b");
    }

    @Test
    void leavesNoTraceOfATransactionThatWasRolledBack() {
        UUID organization = tenants.organization("UTC");
        long before = head();

        try {
            tenancy.write(organization, tx -> {
                changes.touch(tx, organization, PolicyChanges.Kind.KEY, "a");
                throw new IllegalStateException("on purpose");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("on purpose");
        }

        assertThat(head()).isEqualTo(before);
        assertThat(subjects(before + 1)).isEmpty();
    }

    @Test
    void numbersChangesOfManyOrganizationsWithoutGaps() throws Exception {
        long before = head();
        List<Callable<Long>> writers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            UUID organization = tenants.organization("UTC");
            writers.add(() ->
                    tenancy.write(organization, tx -> changes.touch(tx, organization, PolicyChanges.Kind.KEY, "k")));
        }
        List<Long> revisions = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(10)) {
            for (Future<Long> revision : executor.invokeAll(writers)) {
                revisions.add(revision.get());
            }
        }

        assertThat(revisions).doesNotHaveDuplicates();
        assertThat(head()).isEqualTo(before + 40);
    }

    private long head() {
        return tenancy.platform(tx ->
                tx.select(POLICY_HEAD.REVISION).from(POLICY_HEAD).fetchSingle().value1());
    }

    private List<String> subjects(long revision) {
        return tenancy.platform(tx -> tx.selectFrom(POLICY_CHANGE)
                .where(POLICY_CHANGE.REVISION.eq(revision))
                .orderBy(POLICY_CHANGE.ORDINAL)
                .fetch(POLICY_CHANGE.SUBJECT));
    }
}
