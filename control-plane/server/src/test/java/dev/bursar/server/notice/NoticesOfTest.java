package dev.bursar.server.notice;

import static dev.bursar.server.sql.Tables.ALERT;
import static dev.bursar.server.sql.Tables.ALERT_DELIVERY;
import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.BUDGET_PERIOD;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.adminapi.notice.CreateChannel;
import dev.bursar.adminapi.notice.CreatedChannel;
import dev.bursar.adminapi.notice.WriteAlertRule;
import dev.bursar.server.budget.BudgetsOfTest;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.appointment.AppointmentBook;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.egress.OutboundPost;
import dev.bursar.server.platform.secret.TestSecrets;
import dev.bursar.server.sql.tables.records.AlertDeliveryRecord;
import dev.bursar.server.sql.tables.records.AlertRecord;
import dev.bursar.server.testing.RecordingAudit;
import dev.bursar.server.testing.Tenants;
import dev.bursar.server.testing.TestClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The notice capability on a test's database, with a clock that the test moves. */
final class NoticesOfTest {
    static final long USD = 1_000_000_000L;
    private static final int MOST_ROUNDS = 10;

    static final Instant PERIOD = Instant.parse("2026-03-01T00:00:00Z");

    final TestClock clock;
    final Tenancy tenancy;
    final Tenants tenants;
    final BudgetsOfTest budgets;
    final Alerts alerts;
    final Rules rules;
    final Channels channels;
    final AppointmentBook appointments;
    final BooksAlerts booksAlerts;
    final OverrunAlerts overruns;
    final ChannelVault vault;
    final OutboundPost post;
    final RecordingAudit audit = new RecordingAudit();
    final UUID organization;

    NoticesOfTest(TestDatabase database, NoticeProperties.Smtp smtp) {
        this(database, smtp, true);
    }

    NoticesOfTest(TestDatabase database, NoticeProperties.Smtp smtp, boolean privateNetwork) {
        this(
                database,
                new NoticeProperties(
                        Duration.ofMinutes(1), privateNetwork, "", smtp, new NoticeProperties.Operator("", "")),
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    NoticesOfTest(TestDatabase database, NoticeProperties properties, SSLSocketFactory tls) {
        BudgetsOfTest house = new BudgetsOfTest(database);
        budgets = house;
        clock = house.clock;
        tenancy = database.tenancy();
        tenants = house.tenants;
        JsonMapper json = new JsonMapper();
        SecureRandom random = new SecureRandom();
        Ids ids = new Ids(clock, random);
        JooqChannels channelStore = new JooqChannels();
        JooqRules ruleStore = new JooqRules();
        JooqWatched watched = new JooqWatched();
        vault = new ChannelVault(TestSecrets.kek());
        Duration limit = Duration.ofMillis(700);
        post = new OutboundPost(
                tls,
                properties.privateNetwork(),
                limit,
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().factory()));
        Mail mail = new Mail(properties.smtp(), tls, limit);
        Senders senders = new Senders(vault, mail, post, properties.operator(), json, clock);
        alerts = new Alerts(channelStore, watched, properties, json, ids, clock);
        booksAlerts = new BooksAlerts(alerts);
        overruns = new OverrunAlerts(alerts, watched);
        rules = new Rules(ruleStore, channelStore, house.budgets, audit, ids, clock);
        channels = new Channels(channelStore, vault, senders, properties, tenancy, audit, ids, random, clock);
        Evaluator evaluator = new Evaluator(ruleStore, watched, new JooqSpendHours(), alerts);
        JooqDeliveries deliveries = new JooqDeliveries(json);
        DeliveryRun run = new DeliveryRun(tenancy, deliveries, senders, clock);
        appointments = new AppointmentBook(
                tenancy,
                List.of(
                        new RuleAppointments(evaluator, properties),
                        new DeliveryAppointments(deliveries, run, Runnable::run)),
                clock);
        organization = tenants.organization("UTC");
    }

    static NoticeProperties.Smtp noMail() {
        return new NoticeProperties.Smtp("", 587, "", "", "", "starttls");
    }

    static NoticeProperties.Smtp mail(int port) {
        return new NoticeProperties.Smtp("127.0.0.1", port, "", "", "bursar@example.com", "none");
    }

    Caller system() {
        return Caller.system(organization);
    }

    CreatedChannel channel(String kind, String target) {
        return tenancy.write(
                organization, tx -> channels.create(tx, system(), new CreateChannel(kind, kind + " channel", target)));
    }

    UUID rule(String kind, @Nullable Integer percent, @Nullable UUID budget, List<UUID> channelIds, boolean tellOwner) {
        return tenancy.write(
                organization,
                tx -> rules.create(tx, system(), new WriteAlertRule(kind, kind, percent, budget, channelIds, tellOwner))
                        .id());
    }

    UUID budget(long limitNanos) {
        return tenants.hardBudget(organization, "organization", organization, "month", limitNanos);
    }

    /** The account of March, as the treasury would have it. */
    void spent(UUID budget, long limitNanos, long settledNanos) {
        tenancy.write(
                organization,
                tx -> tx.insertInto(BUDGET_PERIOD)
                        .set(BUDGET_PERIOD.ORGANIZATION_ID, organization)
                        .set(BUDGET_PERIOD.BUDGET_ID, budget)
                        .set(BUDGET_PERIOD.PERIOD_START, PERIOD)
                        .set(BUDGET_PERIOD.PERIOD_END, Instant.parse("2026-04-01T00:00:00Z"))
                        .set(BUDGET_PERIOD.HARD, true)
                        .set(BUDGET_PERIOD.LIMIT_NANOS, limitNanos)
                        .set(BUDGET_PERIOD.CEILING_NANOS, Math.max(limitNanos, settledNanos))
                        .set(BUDGET_PERIOD.SETTLED_NANOS, settledNanos)
                        .onConflict(BUDGET_PERIOD.ORGANIZATION_ID, BUDGET_PERIOD.BUDGET_ID, BUDGET_PERIOD.PERIOD_START)
                        .doUpdate()
                        .set(BUDGET_PERIOD.LIMIT_NANOS, limitNanos)
                        .set(BUDGET_PERIOD.CEILING_NANOS, Math.max(limitNanos, settledNanos))
                        .set(BUDGET_PERIOD.SETTLED_NANOS, settledNanos)
                        .execute());
    }

    void own(UUID budget, UUID member) {
        tenancy.write(
                organization,
                tx -> tx.update(BUDGET)
                        .set(BUDGET.OWNER_MEMBER_ID, member)
                        .where(BUDGET.BUDGET_ID.eq(budget))
                        .execute());
    }

    /** An hour later, and everything due was looked at. */
    void runAfter(Duration time) {
        clock.advance(time);
        for (int round = 0; round < MOST_ROUNDS && appointments.keep() > 0; round++) {
            // What was kept may have made more that is due.
        }
    }

    List<AlertRecord> raised() {
        return tenancy.read(
                organization,
                tx -> tx.selectFrom(ALERT).orderBy(ALERT.AT, ALERT.ALERT_ID).fetch());
    }

    List<AlertDeliveryRecord> deliveries() {
        return tenancy.read(
                organization,
                tx -> tx.selectFrom(ALERT_DELIVERY)
                        .orderBy(ALERT_DELIVERY.CREATED_AT, ALERT_DELIVERY.DELIVERY_ID)
                        .fetch());
    }

    UUID administrator() {
        UUID member = tenants.member(organization);
        tenancy.write(
                organization,
                tx -> tx.insertInto(ROLE_GRANT)
                        .set(ROLE_GRANT.ORGANIZATION_ID, organization)
                        .set(ROLE_GRANT.GRANT_ID, UUID.randomUUID())
                        .set(ROLE_GRANT.MEMBER_ID, member)
                        .set(ROLE_GRANT.ROLE, "organization_admin")
                        .set(ROLE_GRANT.GRANTED_BY, "test")
                        .set(ROLE_GRANT.CREATED_AT, Instant.EPOCH)
                        .execute());
        return member;
    }

    /** A channel of another house, sent to by this one's rules of where one may connect. */
    Sent send(UUID theirOrganization, UUID channelId, NoticesOfTest theirs) {
        Channel channel = tenancy.read(
                theirOrganization,
                tx -> new JooqChannels().find(tx, theirOrganization, channelId).orElseThrow());
        Message message = new Message(UUID.randomUUID(), "channel.test", "Test.", clock.instant(), Map.of());
        SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        Mail mail = new Mail(noMail(), tls, Duration.ofSeconds(1));
        NoticeProperties.Operator nobody = new NoticeProperties.Operator("", "");
        return new Senders(theirs.vault, mail, post, nobody, new JsonMapper(), clock)
                .send(theirOrganization, channel, message);
    }
}
