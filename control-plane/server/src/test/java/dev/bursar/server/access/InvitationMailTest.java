package dev.bursar.server.access;

import static dev.bursar.server.access.People.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.notice.ScriptedMailServer;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.testing.TestCertificates;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Invitations as they arrive: through a mail server that demands TLS, read as a mail program reads them. */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationMailTest {
    private static final String CONSOLE = "https://console.bursar.test";
    private static final Pattern LINK = Pattern.compile(Pattern.quote(CONSOLE) + "/join\\?[^\\s<>\"]+");

    private final TestDatabase database;

    private ScriptedMailServer mails;
    private DemoServer server;
    private Client admin;
    private People people;
    private String invitations;

    InvitationMailTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        TestCertificates certificates = new TestCertificates();
        certificates.write(folder);
        mails = new ScriptedMailServer(ScriptedMailServer.Security.STARTTLS, certificates.server("127.0.0.1"));
        server = DemoServer.start(
                database,
                Map.of(
                        "bursar.console-url", CONSOLE,
                        "bursar.notice.smtp.host", "127.0.0.1",
                        "bursar.notice.smtp.port", Integer.toString(mails.port()),
                        "bursar.notice.smtp.from", "bursar@example.com",
                        "bursar.notice.ssl-bundle", "mail",
                        "spring.ssl.bundle.jks.mail.truststore.location", "file:" + folder.resolve("ca.p12"),
                        "spring.ssl.bundle.jks.mail.truststore.type", "PKCS12",
                        "spring.ssl.bundle.jks.mail.truststore.password", "test-only"));
        admin = server.as("admin@acme.test");
        people = new People(server, server.acme());
        invitations = people.organization + "/invitations";
    }

    @AfterAll
    void stop() {
        server.close();
        mails.close();
    }

    @Test
    void bringsInWhoeverFollowsTheLinkInTheMail() throws MessagingException, IOException {
        Answer invited = invite("mia@acme.test");

        assertThat(invited.json().path("mailed").booleanValue())
                .as(invited.body())
                .isTrue();
        MimeMessage mail = latest();
        assertThat(mail.getAllRecipients()[0]).hasToString("mia@acme.test");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        String text = part(mail, 0, "text/plain");
        String page = part(mail, 1, "text/html");
        assertThat(text).contains("invites you to Bursar", "mia@acme.test");
        assertThat(page).doesNotContain("<img", "<script", "src=");
        assertThat(link(page.replace("&amp;", "&"))).isEqualTo(link(text));
        assertThat(accept("mia@acme.test", link(text)).status()).isEqualTo(200);
        assertThat(accept("mia@acme.test", link(text)).status())
                .as("a second time")
                .isEqualTo(404);
    }

    /** Mail servers log subjects, and so do programs that show what is new. */
    @Test
    void keepsTheTokenOutOfTheSubject() throws MessagingException, IOException {
        Answer invited = invite("noa@acme.test");
        assertThat(latest().getSubject())
                .isEqualTo("Ada Okafor invites you to Bursar".replace("Ada Okafor", inviter()))
                .doesNotContain(invited.json().path("token").asString());
        assertThat(String.join(" ", mails.commands()))
                .doesNotContain(invited.json().path("token").asString());
    }

    @Test
    void sendsANewLinkAndEndsTheOldOne() throws MessagingException, IOException {
        Answer invited = invite("oda@acme.test");
        String first = link(part(latest(), 0, "text/plain"));

        Answer resent = admin.post(invitations + "/" + id(invited) + "/resend", null);

        assertThat(resent.json().path("mailed").booleanValue()).isTrue();
        String second = link(part(latest(), 0, "text/plain"));
        assertThat(second).isNotEqualTo(first);
        assertThat(accept("oda@acme.test", first).status()).isEqualTo(404);
        assertThat(accept("oda@acme.test", second).status()).isEqualTo(200);
    }

    @Test
    void endsTheLinkWithTheInvitation() throws MessagingException, IOException {
        Answer invited = invite("pia@acme.test");
        String link = link(part(latest(), 0, "text/plain"));

        admin.post(invitations + "/" + id(invited) + "/revoke", null);

        Answer refused = accept("pia@acme.test", link);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("not_found");
    }

    @Test
    void saysThatNoMailWentOut() {
        mails.answersMailsWith("554 no");
        Answer invited = invite("quy@acme.test");
        mails.answersMailsWith("250 queued");
        assertThat(invited.status()).isEqualTo(201);
        assertThat(invited.json().path("mailed").booleanValue()).isFalse();
        assertThat(invited.json().path("link").asString()).startsWith(CONSOLE + "/join?");
    }

    private String inviter() {
        return admin.get("/admin/v1/me").json().path("name").asString();
    }

    private Answer invite(String email) {
        return admin.post(invitations, "{\"email\":\"" + email + "\",\"roles\":[" + role("member", "") + "]}");
    }

    private static String id(Answer invited) {
        return invited.json().at("/invitation/id").asString();
    }

    /** As the console's page does with the link that it is opened by. */
    private Answer accept(String email, String link) {
        String query = URI.create(link).getQuery();
        assertThat(query).startsWith("organization=" + server.acme() + "&token=");
        String token = query.substring(query.indexOf("&token=") + 7);
        return people.stranger(email).post(invitations + "/accept", "{\"token\":\"" + token + "\"}");
    }

    private MimeMessage latest() throws MessagingException {
        byte[] mail = mails.mails().getLast().getBytes(StandardCharsets.UTF_8);
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
    }

    private static String part(MimeMessage mail, int index, String type) throws MessagingException, IOException {
        BodyPart part = ((Multipart) mail.getContent()).getBodyPart(index);
        assertThat(part.getContentType()).startsWith(type);
        return part.getContent().toString();
    }

    private static String link(String content) {
        Matcher link = LINK.matcher(content);
        assertThat(link.find()).as(content).isTrue();
        return link.group();
    }
}
