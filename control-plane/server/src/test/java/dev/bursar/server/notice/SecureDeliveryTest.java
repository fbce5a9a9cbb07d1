package dev.bursar.server.notice;

import static dev.bursar.server.notice.NoticesOfTest.USD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.sql.tables.records.AlertDeliveryRecord;
import dev.bursar.server.testing.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Mail and webhooks over TLS with a certificate of the test's own authority, trusted through an SSL bundle. */
@WithPostgres
class SecureDeliveryTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final TestDatabase database;
    private final TestCertificates certificates = new TestCertificates();
    private final SSLContext server = certificates.server("127.0.0.1");

    @TempDir
    Path folder;

    SecureDeliveryTest(TestDatabase database) {
        this.database = database;
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "IMPLICIT"})
    void mailsOverTlsOnly(ScriptedMailServer.Security security) {
        try (var mail = new ScriptedMailServer(security, server)) {
            AlertDeliveryRecord delivery = mailed(smtp(mail, security, "alerts", "secret"), trusting());

            assertThat(delivery.getState()).as(delivery.getLastError()).isEqualTo("delivered");
            List<String> commands = mail.commands();
            assertThat(commands).contains("RCPT TO:<team@example.com>");
            assertThat(commands.indexOf("(secure)"))
                    .isLessThan(commands.indexOf("MAIL FROM:<bursar@example.com>"))
                    .isNotNegative();
            assertThat(mail.mails()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "IMPLICIT"})
    void mailsNothingToAServerWhoseCertificateNobodyTrusts(ScriptedMailServer.Security security) {
        try (var mail = new ScriptedMailServer(security, server)) {
            AlertDeliveryRecord delivery = mailed(smtp(mail, security, "", ""), ofJava());

            assertThat(delivery.getState()).isEqualTo("waiting");
            assertThat(delivery.getLastError())
                    .isEqualTo("The certificate of 127.0.0.1 comes from nobody whom this installation trusts;"
                            + " an SSL bundle may name its authority.");
            assertThat(mail.mails()).isEmpty();
            assertThat(mail.commands()).doesNotContain("MAIL FROM:<bursar@example.com>");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "IMPLICIT"})
    void mailsNothingToAServerOfAnotherName(ScriptedMailServer.Security security) {
        try (var mail = new ScriptedMailServer(security, certificates.server("mail.example.com"))) {
            assertThat(mailed(smtp(mail, security, "", ""), trusting()).getLastError())
                    .isEqualTo("The certificate of 127.0.0.1 is for another name.");
            assertThat(mail.mails()).isEmpty();
        }
    }

    @Test
    void mailsNothingToAServerThatOffersNoStartTls() {
        try (var mail = new ScriptedMailServer()) {
            assertThat(mailed(smtp(mail, ScriptedMailServer.Security.STARTTLS, "", ""), trusting())
                            .getLastError())
                    .isEqualTo("The mail server 127.0.0.1 offers no STARTTLS.");
            assertThat(mail.mails()).isEmpty();
        }
    }

    @Test
    void saysThatTheServerSpeaksNoTls() {
        try (var mail = new ScriptedMailServer()) {
            assertThat(mailed(smtp(mail, ScriptedMailServer.Security.IMPLICIT, "", ""), trusting())
                            .getLastError())
                    .isEqualTo("127.0.0.1 does not speak TLS at this port.");
        }
    }

    @Test
    void saysThatTheServerRefusesThePassword() {
        try (var mail = new ScriptedMailServer(ScriptedMailServer.Security.STARTTLS, server)) {
            mail.refusesLogin();
            assertThat(mailed(smtp(mail, ScriptedMailServer.Security.STARTTLS, "alerts", "wrong"), trusting())
                            .getLastError())
                    .isEqualTo("The mail server refused the user name or the password.");
        }
    }

    @Test
    void saysThatNobodyTakesMail() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(mailed(
                                new NoticeProperties.Smtp("127.0.0.1", port, "", "", "bursar@example.com", "starttls"),
                                trusting())
                        .getLastError())
                .isEqualTo("Nobody takes connections at 127.0.0.1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook", "slack"})
    void postsOverTls(String kind) {
        try (var receiver = new ScriptedReceiver(server)) {
            AlertDeliveryRecord delivery = posted(kind, receiver, trusting());

            assertThat(delivery.getState()).as(delivery.getLastError()).isEqualTo("delivered");
            assertThat(receiver.got())
                    .singleElement()
                    .satisfies(got -> assertThat(got.text()).contains("90.00 of 100.00 USD"));
        }
    }

    @Test
    void postsNothingToWhomItDoesNotTrust() {
        try (var receiver = new ScriptedReceiver(server);
                var expired = new ScriptedReceiver(certificates.expiredServer());
                var other = new ScriptedReceiver(certificates.server("hooks.example.com"))) {
            assertThat(posted("webhook", receiver, ofJava()).getLastError())
                    .isEqualTo("The certificate of 127.0.0.1 comes from nobody whom this installation trusts;"
                            + " an SSL bundle may name its authority.");
            assertThat(posted("webhook", expired, trusting()).getLastError())
                    .isEqualTo("The certificate of 127.0.0.1 has expired.");
            assertThat(posted("slack", other, trusting()).getLastError())
                    .isEqualTo("The certificate of 127.0.0.1 is for another name.");
            assertThat(receiver.got()).isEmpty();
            assertThat(expired.got()).isEmpty();
            assertThat(other.got()).isEmpty();
        }
    }

    private AlertDeliveryRecord mailed(NoticeProperties.Smtp smtp, SSLSocketFactory tls) {
        return delivered("email", "team@example.com", smtp, tls);
    }

    private AlertDeliveryRecord posted(String kind, ScriptedReceiver receiver, SSLSocketFactory tls) {
        return delivered(kind, receiver.url(), NoticesOfTest.noMail(), tls);
    }

    private AlertDeliveryRecord delivered(
            String kind, String target, NoticeProperties.Smtp smtp, SSLSocketFactory tls) {
        NoticeProperties properties =
                new NoticeProperties(Duration.ofMinutes(1), true, "", smtp, new NoticeProperties.Operator("", ""));
        NoticesOfTest house = new NoticesOfTest(database, properties, tls);
        UUID budget = house.budget(100 * USD);
        UUID channel = house.channel(kind, target).channel().id();
        house.rule("threshold", 80, budget, List.of(channel), false);
        house.spent(budget, 100 * USD, 90 * USD);
        house.runAfter(SOON);
        return house.deliveries().getFirst();
    }

    private static NoticeProperties.Smtp smtp(
            ScriptedMailServer mail, ScriptedMailServer.Security security, String user, String password) {
        String how = security == ScriptedMailServer.Security.IMPLICIT ? "tls" : "starttls";
        return new NoticeProperties.Smtp("127.0.0.1", mail.port(), user, password, "bursar@example.com", how);
    }

    private static SSLSocketFactory ofJava() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    /** As an installation is told: a bundle of {@code spring.ssl.bundle}, by its name. */
    private SSLSocketFactory trusting() {
        certificates.write(folder);
        SSLSocketFactory[] made = new SSLSocketFactory[1];
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                .withPropertyValues(
                        "spring.ssl.bundle.jks.alerts.truststore.location=file:" + folder.resolve("ca.p12"),
                        "spring.ssl.bundle.jks.alerts.truststore.type=PKCS12",
                        "spring.ssl.bundle.jks.alerts.truststore.password=test-only")
                .run(context -> made[0] = NoticeConfiguration.tls("alerts", context.getBeanProvider(SslBundles.class)));
        return made[0];
    }
}
