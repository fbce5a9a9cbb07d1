package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.APPOINTMENT;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.access.MemberStates;
import dev.bursar.server.notice.Letters;
import dev.bursar.server.notice.ScriptedMailServer;
import dev.bursar.server.platform.appointment.AppointmentBook;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.testing.Eventually;
import dev.bursar.server.testing.TestClock;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * People sign in again within so many days, on a clock of the test's own that goes ahead of the server's: its own jobs find
 * nothing to do.
 */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignInRuleTest {
    private static final String CONSOLE = "https://console.bursar.test";

    private final ScriptedMailServer mails = new ScriptedMailServer();
    private final TestClock clock = new TestClock(Instant.now());
    private final SsoHouse house;
    private final Tenancy tenancy;
    private final UUID organization;
    private final SsoHouse.Connected connection;
    private final AppointmentBook book;

    SignInRuleTest(TestDatabase database) throws Exception {
        house = new SsoHouse(
                database,
                Map.of(
                        "bursar.console-url", CONSOLE,
                        "bursar.notice.smtp.host", "127.0.0.1",
                        "bursar.notice.smtp.port", Integer.toString(mails.port()),
                        "bursar.notice.smtp.security", "none",
                        "bursar.notice.smtp.from", "bursar@example.com"));
        tenancy = house.server.bean(Tenancy.class);
        organization = UUID.fromString(house.server.acme());
        connection = house.connect();
        JooqConnections connections = house.server.bean(JooqConnections.class);
        JooqSignIns signIns = house.server.bean(JooqSignIns.class);
        Reminders reminders = new Reminders(
                tenancy, connections, signIns, house.server.bean(Letters.class), CONSOLE, Runnable::run, clock);
        book = new AppointmentBook(
                tenancy,
                List.of(new SignInWatch(connections, signIns, house.server.bean(MemberStates.class), reminders)),
                clock);
        house.person("ada", connection.alias()).get("/admin/v1/me");
    }

    @AfterAll
    void stop() {
        house.close();
        mails.close();
    }

    @BeforeEach
    void now() {
        clock.set(Instant.now());
    }

    @Test
    @Order(1)
    void isOffAtFirstAndRefusesFiguresThatMakeNoSense() {
        assertThat(house.admin()
                        .get(connection.path())
                        .json()
                        .path("signInWithinDays")
                        .isNull())
                .isTrue();
        assertThat(house.admin().get(rule() + "/impact").body()).contains("days_needed");
        assertThat(house.admin().get(rule() + "/impact?days=6").status()).isEqualTo(400);
        assertThat(set("6").status()).isEqualTo(400);
        assertThat(set("401").status()).isEqualTo(400);
        assertThat(house.server
                        .as("auditor@acme.test")
                        .get(rule() + "/impact?days=30")
                        .status())
                .isEqualTo(200);
        assertThat(house.server
                        .as("auditor@acme.test")
                        .send("PUT", rule(), "{\"days\":30}", Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Order(2)
    void saysInNumbersWhomItWouldTouch() {
        Client bo = house.person("bo", connection.alias());
        bo.get("/admin/v1/me");
        key(bo, "bo's own");
        signedIn("bo", Duration.ofDays(45));
        JsonNode touched = house.admin().get(rule() + "/impact?days=30").json();
        assertThat(touched.path("people").asInt()).isEqualTo(2);
        assertThat(touched.path("overdue").asInt()).isOne();
        assertThat(touched.path("keys").asInt()).isOne();
        assertThat(touched.path("administrators").asInt()).isZero();
        assertThat(OffsetDateTime.parse(touched.path("suspendedFrom").asString())
                        .toInstant())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(7)).minusSeconds(60),
                        Instant.now().plus(Duration.ofDays(7)));
        assertThat(house.admin()
                        .get(rule() + "/impact?days=60")
                        .json()
                        .path("overdue")
                        .asInt())
                .isZero();
    }

    @Test
    @Order(3)
    void remindsBeforeItSuspendsWhoWasAwayWhenItBegan() throws MessagingException, IOException {
        Answer set = set("30");
        assertThat(set.json().path("signInWithinDays").asInt()).as(set.body()).isEqualTo(30);
        assertThat(house.audit()).contains("signInWithinDays");
        later(Duration.ofHours(2));
        assertThat(state("bo")).isEqualTo("active");
        Eventually.until("a letter came", () -> !mails.mails().isEmpty());
        assertThat(receivers()).containsExactly("bo@corp.test");
        assertThat(text(mails.mails().getFirst())).contains("through Corp before", "your keys stop working", CONSOLE);
        later(Duration.ofDays(6));
        assertThat(receivers()).as("once").containsExactly("bo@corp.test");
        assertThat(state("bo")).isEqualTo("active");
        later(Duration.ofDays(7).plusHours(1));
        assertThat(state("bo")).isEqualTo("suspended");
        assertThat(state("ada")).as("who signed in lately").isEqualTo("active");
    }

    @Test
    @Order(4)
    void disablesKeysAndRevivesNoneWhenTheySignInAgain() {
        Client bo = house.person("bo", connection.alias());
        assertThat(keys(bo)).as("they are in again").containsOnly("disabled");
        JsonNode member = house.admin()
                .get(house.organization + "/members/" + house.member("bo@corp.test"))
                .json();
        assertThat(member.path("state").asString()).isEqualTo("active");
        assertThat(member.path("suspendedBecause").isNull()).isTrue();
        assertThat(house.audit()).contains("member.suspended", "sign_in_overdue", "member.reactivated");
    }

    @Test
    @Order(5)
    void endsTheSessionsOfWhoIsOverdueAndSaysWhy() {
        Client ada = house.person("ada", connection.alias());
        assertThat(SsoHouse.organizations(ada)).isOne();
        later(Duration.ofDays(24));
        assertThat(receivers()).contains("ada@corp.test");
        later(Duration.ofDays(31));
        assertThat(ada.get("/admin/v1/me").code()).isEqualTo("session_ended");
        assertThat(house.admin()
                        .get(house.organization + "/members/" + house.member("ada@corp.test"))
                        .json()
                        .path("suspendedBecause")
                        .asString())
                .isEqualTo("sign_in_overdue");
        assertThat(house.admin()
                        .get(rule() + "/impact")
                        .json()
                        .path("suspended")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    @Order(6)
    void keepsOutWhomSomebodySuspendedAfterwards() {
        String ada = house.organization + "/members/" + house.member("ada@corp.test");
        assertThat(house.admin().post(ada + "/suspend", null).status()).isEqualTo(200);
        assertThat(SsoHouse.organizations(house.person("ada", connection.alias())))
                .as("signing in does not undo what somebody decided")
                .isZero();
        assertThat(house.admin().post(ada + "/reactivate", null).status()).isEqualTo(200);
        assertThat(SsoHouse.organizations(house.person("bo", connection.alias())))
                .isOne();
    }

    @Test
    @Order(7)
    void bindsNeitherWhomScimKeepsNorWhoNeverCameThroughIt() {
        Client scim = house.server.withToken(house.admin()
                .post(house.organization + "/scim/tokens", "{\"name\":\"idp\"}")
                .json()
                .path("secret")
                .asString());
        scim.send(
                "POST",
                "/scim/v2/" + organization + "/Users",
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"eli@corp.test\"}",
                Map.of("content-type", "application/scim+json"));
        assertThat(SsoHouse.organizations(house.person("eli", connection.alias())))
                .isOne();
        assertThat(house.admin()
                        .get(rule() + "/impact")
                        .json()
                        .path("provisioned")
                        .asInt())
                .isOne();
        later(Duration.ofDays(300));
        assertThat(state("eli")).isEqualTo("active");
        assertThat(house.admin().get(house.organization).status())
                .as("a password of their own")
                .isEqualTo(200);
        assertThat(state("bo")).isEqualTo("suspended");
    }

    @Test
    @Order(8)
    void waitsWhileTheConnectionDoesNotWorkAndBeginsAnewWhenItDoes() {
        SsoHouse.organizations(house.person("bo", connection.alias()));
        assertThat(house.admin().post(connection.path() + "/disable", null).status())
                .isEqualTo(200);
        later(Duration.ofDays(60));
        assertThat(state("bo")).isEqualTo("active");
        assertThat(house.admin().post(connection.path() + "/enable", null).status())
                .isEqualTo(200);
        house.person("cy", connection.alias()).get("/admin/v1/me");
        assertThat(house.state(connection)).isEqualTo("tested");
        signedIn("bo", Duration.ofDays(60));
        later(Duration.ofDays(6));
        assertThat(state("bo")).isEqualTo("active");
        later(Duration.ofDays(8));
        assertThat(state("bo")).isEqualTo("suspended");
    }

    @Test
    @Order(9)
    void triesAgainToRemindWhomNoLetterReached() {
        signedIn("cy", Duration.ofDays(25));
        mails.answersMailsWith("451 later");
        later(Duration.ofHours(2));
        mails.answersMailsWith("250 queued");
        Instant reminded = tenancy.read(
                organization,
                tx -> tx.select(MEMBER.REMINDED_AT)
                        .from(MEMBER)
                        .where(MEMBER.ORGANIZATION_ID.eq(organization), MEMBER.EMAIL.eq("cy@corp.test"))
                        .fetchSingle()
                        .value1());
        assertThat(reminded).isNull();
        int before = mails.mails().size();
        later(Duration.ofHours(4));
        assertThat(receivers().subList(before, mails.mails().size())).containsExactly("cy@corp.test");
    }

    @Test
    @Order(10)
    void keepsTheLastAdministrator() {
        SsoHouse.organizations(house.person("cy", connection.alias()));
        UUID cy = UUID.fromString(house.member("cy@corp.test"));
        house.grant(house.admin(), "member", cy.toString(), "organization_admin");
        tenancy.write(
                organization,
                tx -> tx.deleteFrom(ROLE_GRANT)
                        .where(
                                ROLE_GRANT.ORGANIZATION_ID.eq(organization),
                                ROLE_GRANT.ROLE.eq("organization_admin"),
                                ROLE_GRANT.MEMBER_ID.ne(cy))
                        .execute());
        later(Duration.ofDays(90));
        Client admin = house.person("cy", connection.alias());
        assertThat(admin.get(house.organization + "/members/" + cy)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("active");
        Answer off = admin.send("PUT", rule(), "{\"days\":null}", Map.of());
        assertThat(off.json().path("signInWithinDays").isNull()).as(off.body()).isTrue();
        house.person("bo", connection.alias()).get("/admin/v1/me");
        later(Duration.ofDays(400));
        assertThat(admin.get(house.organization + "/members?state=active&search=bo@corp.test")
                        .json()
                        .path("items")
                        .size())
                .isOne();
    }

    private String rule() {
        return connection.path() + "/sign-in-rule";
    }

    private Answer set(String days) {
        return house.admin().send("PUT", rule(), "{\"days\":" + days + "}", Map.of());
    }

    /** So much later the appointments are kept, all of them. */
    private void later(Duration by) {
        clock.set(Instant.now().plus(by));
        tenancy.platform(tx -> tx.update(APPOINTMENT)
                .set(APPOINTMENT.AT, clock.instant())
                .where(APPOINTMENT.KIND.eq("sign_ins"))
                .execute());
        book.keep();
    }

    private void signedIn(String subject, Duration ago) {
        tenancy.write(
                organization,
                tx -> tx.update(MEMBER)
                        .set(MEMBER.SIGNED_IN_AT, Instant.now().minus(ago))
                        .where(MEMBER.ORGANIZATION_ID.eq(organization), MEMBER.EMAIL.eq(subject + "@corp.test"))
                        .execute());
    }

    private String state(String subject) {
        return tenancy.read(
                organization,
                tx -> tx.select(MEMBER.STATE)
                        .from(MEMBER)
                        .where(MEMBER.ORGANIZATION_ID.eq(organization), MEMBER.EMAIL.eq(subject + "@corp.test"))
                        .fetchSingle()
                        .value1());
    }

    private void key(Client owner, String name) {
        Answer made = owner.post(house.organization + "/keys", "{\"name\":\"" + name + "\",\"environment\":\"live\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private List<String> keys(Client owner) {
        return owner.get(house.organization + "/keys").json().path("items").findValuesAsString("state");
    }

    private List<String> receivers() {
        return mails.mails().stream()
                .map(mail ->
                        mail.replaceFirst("(?s).*?\\bTo: ([^\\r\\n]+).*", "$1").strip())
                .toList();
    }

    private static String text(String mail) throws MessagingException, IOException {
        MimeMessage read = new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
        return String.valueOf(((Multipart) read.getContent()).getBodyPart(0).getContent());
    }
}
