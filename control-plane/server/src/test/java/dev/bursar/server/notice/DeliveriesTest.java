package dev.bursar.server.notice;

import static dev.bursar.server.notice.NoticesOfTest.USD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.notice.CreatedChannel;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.sql.tables.records.AlertDeliveryRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a crossing to a receiver, over real sockets. */
@WithPostgres
class DeliveriesTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final TestDatabase database;
    private final ScriptedReceiver receiver = new ScriptedReceiver();
    private final ScriptedMailServer mail = new ScriptedMailServer();
    private final NoticesOfTest house;
    private final UUID budget;

    DeliveriesTest(TestDatabase database) {
        this.database = database;
        house = new NoticesOfTest(database, NoticesOfTest.mail(mail.port()));
        budget = house.budget(100 * USD);
    }

    @AfterEach
    void close() {
        receiver.close();
        mail.close();
    }

    @Test
    void signsAWebhookAsTheSpecificationSays() throws Exception {
        CreatedChannel channel = house.channel("webhook", receiver.url());
        cross(channel.channel().id(), false);

        house.runAfter(SOON);

        ScriptedReceiver.Got got = receiver.got().getFirst();
        assertThat(got.line()).isEqualTo("POST /hook?team=a HTTP/1.1");
        assertThat(got.header("content-type")).isEqualTo("application/json");
        assertThat(got.header("webhook-timestamp"))
                .isEqualTo(Long.toString(house.clock.instant().getEpochSecond()));
        String signed = got.header("webhook-id") + "." + got.header("webhook-timestamp") + "." + got.text();
        String secret = String.valueOf(channel.signingSecret());
        assertThat(secret).startsWith("whsec_");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
        assertThat(got.header("webhook-signature"))
                .isEqualTo("v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
        JsonNode body = new JsonMapper().readTree(got.body());
        assertThat(body.path("type").asString()).isEqualTo("alert.raised");
        assertThat(body.path("data").path("budgetId").asString()).isEqualTo(budget.toString());
        assertThat(body.path("data").path("spentUsd").asString()).isEqualTo("90.00");
        assertThat(only().getState()).isEqualTo("delivered");
        assertThat(only().getLastStatus()).isEqualTo(200);
    }

    @Test
    void triesAgainAfterGrowingWaitsAndGivesUp() {
        receiver.answersStatus(503);
        cross(house.channel("webhook", receiver.url()).channel().id(), false);
        house.runAfter(SOON);
        assertThat(only().getState()).isEqualTo("waiting");
        assertThat(only().getLastError()).isEqualTo("The receiver answered 503.");

        Duration[] waits = {
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6)
        };
        for (int i = 0; i < waits.length; i++) {
            house.runAfter(waits[i].minusSeconds(1));
            assertThat(receiver.got()).as("before wait " + i).hasSize(i + 1);
            house.runAfter(Duration.ofSeconds(1));
            assertThat(receiver.got()).as("after wait " + i).hasSize(i + 2);
        }

        assertThat(only().getState()).isEqualTo("failed");
        assertThat(only().getAttempts()).isEqualTo(Retry.MOST_ATTEMPTS);
        house.runAfter(Duration.ofDays(1));
        assertThat(receiver.got()).hasSize(Retry.MOST_ATTEMPTS);
        assertThat(receiver.got().stream().map(got -> got.header("webhook-id")).distinct())
                .hasSize(1);
    }

    @Test
    void followsNoRedirectAndWaitsForNoSlowReceiver() {
        receiver.answers("HTTP/1.1 302 Found\r\nLocation: " + receiver.url() + "\r\nContent-Length: 0\r\n\r\n");
        cross(house.channel("slack", receiver.url()).channel().id(), false);
        house.runAfter(SOON);
        assertThat(receiver.got()).hasSize(1);
        assertThat(only().getLastStatus()).isEqualTo(302);

        receiver.answers("");
        house.runAfter(SOON);
        assertThat(receiver.got()).hasSize(2);
        assertThat(only().getState()).isEqualTo("waiting");
        assertThat(only().getLastStatus()).isNull();

        receiver.answers("SSH-2.0-x\r\n");
        house.runAfter(Duration.ofMinutes(3));
        assertThat(only().getLastError()).isEqualTo("The receiver does not speak HTTP.");
    }

    @Test
    void writesSlackItsText() {
        cross(house.channel("slack", receiver.url()).channel().id(), false);

        house.runAfter(SOON);

        assertThat(receiver.got().getFirst().text())
                .isEqualTo("{\"text\":\"The budget organization budget has spent 80% of its limit:"
                        + " 90.00 of 100.00 USD.\"}");
    }

    @Test
    void mailsTheBudgetsOwnerAndAChannel() {
        UUID owner = house.tenants.member(house.organization);
        house.own(budget, owner);
        cross(house.channel("email", "team@example.com").channel().id(), true);

        house.runAfter(SOON);

        assertThat(house.deliveries()).extracting(AlertDeliveryRecord::getState).containsOnly("delivered");
        assertThat(mail.commands())
                .contains(
                        "MAIL FROM:<bursar@example.com>",
                        "RCPT TO:<team@example.com>",
                        "RCPT TO:<" + owner + "@example.org>");
        assertThat(mail.mails())
                .hasSize(2)
                .allSatisfy(text ->
                        assertThat(text).contains("Subject: Bursar: The budget").contains("90.00 of 100.00 USD"));
    }

    @Test
    void triesAMailAgainThatTheServerRefused() {
        mail.answersMailsWith("451 try later");
        cross(house.channel("email", "team@example.com").channel().id(), false);
        house.runAfter(SOON);
        assertThat(only().getState()).isEqualTo("waiting");
        assertThat(only().getLastStatus()).isEqualTo(451);

        mail.answersMailsWith("250 queued");
        house.runAfter(SOON);

        assertThat(only().getState()).isEqualTo("delivered");
    }

    @Test
    void saysThatNoMailServerIsConfigured() {
        NoticesOfTest without = new NoticesOfTest(database, NoticesOfTest.noMail());
        UUID theirs = without.budget(100 * USD);
        without.rule(
                "threshold",
                80,
                null,
                List.of(without.channel("email", "a@example.com").channel().id()),
                false);
        without.spent(theirs, 100 * USD, 90 * USD);

        without.runAfter(SOON);

        assertThat(without.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.getState()).isEqualTo("failed");
            assertThat(delivery.getLastError()).contains("No mail server is configured");
        });
    }

    @Test
    void connectsToNoPrivateAddressWhateverTheRowSays() {
        UUID channel = house.channel("webhook", receiver.url()).channel().id();
        NoticeProperties.Smtp smtp = NoticesOfTest.noMail();
        NoticesOfTest strict = new NoticesOfTest(database, smtp, false);
        Sent sent = strict.send(house.organization, channel, house);

        assertThat(sent.isDelivered()).isFalse();
        assertThat(receiver.got()).isEmpty();
    }

    @Test
    void tellsEveryAdministratorOfAnEmergency() {
        house.channel("slack", receiver.url());
        UUID admin = house.administrator();
        UUID adjustment = UUID.randomUUID();

        for (int i = 0; i < 2; i++) {
            house.tenancy.write(house.organization, tx -> {
                house.alerts.brokeGlass(tx, house.organization, budget, adjustment, "Ada raised it.");
                return true;
            });
        }
        house.runAfter(SOON);

        assertThat(house.raised()).singleElement().satisfies(alert -> {
            assertThat(alert.getKind()).isEqualTo("break_glass");
            assertThat(alert.getRuleId()).isNull();
        });
        assertThat(receiver.got().getFirst().text()).contains("Ada raised it.");
        assertThat(mail.commands()).contains("RCPT TO:<" + admin + "@example.org>");
    }

    private void cross(UUID channel, boolean tellOwner) {
        house.rule("threshold", 80, budget, List.of(channel), tellOwner);
        house.spent(budget, 100 * USD, 90 * USD);
    }

    private AlertDeliveryRecord only() {
        List<AlertDeliveryRecord> all = house.deliveries();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
