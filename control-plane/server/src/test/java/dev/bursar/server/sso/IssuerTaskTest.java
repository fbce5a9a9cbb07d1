package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.IssuerException;
import dev.bursar.server.identity.Memberships;
import dev.bursar.server.identity.TenantLogin;
import dev.bursar.server.identity.TenantLogins;
import dev.bursar.server.platform.appointment.AppointmentBook;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.testing.Tenants;
import dev.bursar.server.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** When the issuer is told, on a clock of the test's own: a day ahead, so that the server's own jobs leave it alone. */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuerTaskTest {
    private final DemoServer server;
    private final Tenancy tenancy;
    private final JooqIssuerTasks tasks;
    private final TestClock clock =
            new TestClock(Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS));
    private final Logins logins = new Logins();
    private final Provisioning provisioning;
    private final AppointmentBook book;
    private UUID organization = new UUID(0, 0);

    IssuerTaskTest(TestDatabase database) {
        server = DemoServer.start(database, Map.of(), FakeIssuer.class);
        tenancy = server.bean(Tenancy.class);
        tasks = server.bean(JooqIssuerTasks.class);
        provisioning = new Provisioning(
                Optional.of(logins),
                tasks,
                server.bean(Wishes.class),
                server.bean(JooqConnections.class),
                server.bean(Memberships.class),
                tenancy,
                Runnable::run,
                clock);
        book = new AppointmentBook(tenancy, List.of(provisioning), clock);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void begin() {
        organization = new Tenants(tenancy).organization("UTC");
        logins.told.clear();
        logins.down = false;
        logins.meanwhile = () -> {};
    }

    @Test
    void triesAgainWithLongerWaitsBetweenUntilItIsTold() {
        logins.down = true;
        change();
        assertThat(pending().attempts()).isOne();
        assertThat(pending().problem()).isEqualTo("away");
        Instant since = pending().since();
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Duration wait = Duration.between(clock.instant(), pending().nextAt());
            waits.add(wait.toSeconds());
            clock.advance(wait.minusMillis(1));
            book.keep();
            assertThat(pending().attempts()).as("not before its time").isEqualTo(i + 1);
            clock.advance(Duration.ofMillis(1));
            book.keep();
            assertThat(pending().attempts()).isEqualTo(i + 2);
        }
        assertThat(waits).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
        assertThat(pending().since()).isEqualTo(since);

        logins.down = false;
        clock.advance(IssuerTask.LONGEST);
        book.keep();
        assertThat(find()).isEmpty();
        assertThat(logins.told).containsExactly(organization);
        clock.advance(Duration.ofHours(1));
        book.keep();
        assertThat(logins.told).as("nothing is left to do").hasSize(1);
    }

    @Test
    void tellsAgainWhatWasChangedWhileItTold() {
        logins.meanwhile = () -> {
            logins.meanwhile = () -> {};
            tenancy.write(organization, tx -> {
                provisioning.note(tx, organization);
                return true;
            });
        };
        change();
        assertThat(logins.told).hasSize(2);
        assertThat(find()).isEmpty();
    }

    @Test
    void isToldByOneAtATime() {
        List<Integer> seen = new ArrayList<>();
        logins.meanwhile = () -> {
            provisioning.tell(organization);
            seen.add(logins.told.size());
        };
        change();
        assertThat(seen).as("the second one found it taken").containsExactly(0);
        assertThat(logins.told).hasSize(1);
        assertThat(find()).isEmpty();
    }

    @Test
    void isTakenOverFromWhoeverDiedWhileTelling() {
        tenancy.write(organization, tx -> {
            provisioning.note(tx, organization);
            return tasks.claim(
                    tx, organization, clock.instant(), clock.instant().plus(Provisioning.CLAIM));
        });
        clock.advance(Provisioning.CLAIM.minusSeconds(1));
        book.keep();
        assertThat(logins.told).isEmpty();
        clock.advance(Duration.ofSeconds(2));
        book.keep();
        assertThat(logins.told).containsExactly(organization);
        assertThat(find()).isEmpty();
    }

    /** They may be suspended there: their account is who they are. */
    @Test
    void tellsWhoBelongsToOtherOrganizationsWhenOneIsForgotten() {
        Identity person = new Identity(FakeIssuer.ISSUER, "survivor", "", "");
        UUID other = new Tenants(tenancy).organization("UTC");
        UUID member = new Tenants(tenancy).member(other);
        tenancy.write(
                organization,
                tx -> tx.update(ORGANIZATION)
                        .set(ORGANIZATION.STATE, "deleted")
                        .set(ORGANIZATION.ARCHIVED_AT, clock.instant())
                        .set(ORGANIZATION.DELETED_AT, clock.instant())
                        .where(ORGANIZATION.ORGANIZATION_ID.eq(organization))
                        .execute());
        change();
        assertThat(logins.removing.test(person)).isFalse();
        tenancy.write(
                other,
                tx -> tx.update(MEMBER)
                        .set(MEMBER.ISSUER, person.issuer())
                        .set(MEMBER.SUBJECT, person.subject())
                        .set(MEMBER.STATE, "suspended")
                        .where(MEMBER.ORGANIZATION_ID.eq(other), MEMBER.MEMBER_ID.eq(member))
                        .execute());
        assertThat(logins.removing.test(person)).isTrue();
        assertThat(logins.removing.test(new Identity("http://another.test", "survivor", "", "")))
                .isFalse();
    }

    private void change() {
        tenancy.write(organization, tx -> {
            provisioning.note(tx, organization);
            return true;
        });
        provisioning.tell(organization);
    }

    private IssuerTask pending() {
        return find().orElseThrow();
    }

    private Optional<IssuerTask> find() {
        return tenancy.read(organization, tx -> tasks.find(tx, organization));
    }

    /** Says when it is told. */
    private static final class Logins implements TenantLogins {
        private final List<UUID> told = new ArrayList<>();
        private boolean down;
        private Predicate<Identity> removing = person -> false;
        private Runnable meanwhile = () -> {};

        @Override
        public void apply(TenantLogin wanted) {
            if (down) {
                throw new IssuerException("away", new IllegalStateException());
            }
            meanwhile.run();
            told.add(wanted.organizationId());
        }

        @Override
        public void remove(UUID organizationId, Predicate<Identity> belongsElsewhere) {
            removing = belongsElsewhere;
        }

        @Override
        public String callback(String alias) {
            return "";
        }

        @Override
        public String entityId() {
            return "";
        }

        @Override
        public String localAccount(UUID organizationId, String username, String name, String password) {
            return "";
        }

        @Override
        public void closeAccount(String subject) {}
    }
}
