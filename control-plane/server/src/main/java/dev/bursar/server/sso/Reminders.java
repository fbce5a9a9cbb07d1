package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.ORGANIZATION;

import dev.bursar.server.notice.Letter;
import dev.bursar.server.notice.Letters;
import dev.bursar.server.platform.database.Tenancy;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to those who have to sign in again soon, and whose keys stop if they don't. Once for each sign-in; whom no letter
 * reaches is tried again with the next look. Where there is no mail server or no console's address, nobody is written to.
 */
final class Reminders {
    private static final int AT_ONCE = 50;
    private static final int MOST_ROUNDS = 100;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);
    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

    private final Tenancy tenancy;
    private final JooqConnections connections;
    private final JooqSignIns signIns;
    private final Letters letters;
    private final String consoleUrl;
    private final Executor executor;
    private final Clock clock;

    /** @param executor bounded; what it refuses, the next look does */
    Reminders(
            Tenancy tenancy,
            JooqConnections connections,
            JooqSignIns signIns,
            Letters letters,
            String consoleUrl,
            Executor executor,
            Clock clock) {
        this.tenancy = tenancy;
        this.connections = connections;
        this.signIns = signIns;
        this.letters = letters;
        this.consoleUrl = consoleUrl;
        this.executor = executor;
        this.clock = clock;
    }

    /** What an organization's letters have in common. */
    private record Sender(String name, ZoneId zone) {}

    void soon(UUID organization) {
        if (consoleUrl.isEmpty()) {
            return;
        }
        try {
            executor.execute(() -> send(organization));
        } catch (RejectedExecutionException e) {
            LOG.info("Too much to write at once; the rest with the next look organization={}", organization);
        }
    }

    private void send(UUID organization) {
        try {
            Sender sender = tenancy.read(organization, tx -> sender(tx, organization));
            for (Connection connection : tenancy.read(organization, tx -> connections.list(tx, organization))) {
                SignInRule rule = connection.rule();
                if (rule != null && connection.works()) {
                    send(organization, sender, connection, rule);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("People could not be reminded to sign in; it is tried again organization={}", organization, e);
        }
    }

    private void send(UUID organization, Sender sender, Connection connection, SignInRule rule) {
        Instant now = clock.instant();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<JooqSignIns.Reminded> people =
                    tenancy.write(organization, tx -> signIns.remind(tx, organization, connection, rule, now, AT_ONCE));
            List<UUID> missed = new ArrayList<>();
            for (JooqSignIns.Reminded one : people) {
                if (!letters.send(one.email(), letter(sender, connection, rule.due(one.lastSignIn())))) {
                    missed.add(one.memberId());
                }
            }
            if (!missed.isEmpty()) {
                LOG.warn("{} people were not reminded to sign in organization={}", missed.size(), organization);
                tenancy.write(organization, tx -> {
                    signIns.notReminded(tx, organization, missed);
                    return true;
                });
                return;
            }
            if (people.size() < AT_ONCE) {
                return;
            }
        }
    }

    private Letter letter(Sender sender, Connection connection, Instant due) {
        return new Letter(
                "Sign in to Bursar to keep your access",
                sender.name() + " asks you to sign in to Bursar through " + connection.name() + " before "
                        + DAY.format(due.atZone(sender.zone())) + " ("
                        + sender.zone().getId()
                        + "). Else you are suspended there and your keys stop working. Signing in once is enough.",
                "Sign in",
                URI.create(consoleUrl));
    }

    private static Sender sender(DSLContext tx, UUID organization) {
        return tx.select(ORGANIZATION.NAME, ORGANIZATION.TIME_ZONE)
                .from(ORGANIZATION)
                .where(ORGANIZATION.ORGANIZATION_ID.eq(organization))
                .fetchSingle(row -> new Sender(row.value1(), ZoneId.of(row.value2())));
    }
}
