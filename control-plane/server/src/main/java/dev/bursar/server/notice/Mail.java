package dev.bursar.server.notice;

import dev.bursar.server.platform.egress.Trouble;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Sends e-mail by the configured server, or says that there is none. Blocks, each step within a time limit. */
final class Mail {
    private static final String UTF_8 = "UTF-8";
    private static final int LONGEST_SUBJECT = 150;

    private final NoticeProperties.Smtp smtp;
    private final SSLSocketFactory tls;
    private final Duration timeLimit;

    Mail(NoticeProperties.Smtp smtp, SSLSocketFactory tls, Duration timeLimit) {
        this.smtp = smtp;
        this.tls = tls;
        this.timeLimit = timeLimit;
    }

    Sent send(String address, Message message) {
        return send(
                address,
                "Bursar: " + message.sentence(),
                message.at(),
                mail -> mail.setText(message.sentence() + "\n", UTF_8));
    }

    /** As text, and as a page for whoever's program shows those. */
    Sent send(String address, Letter letter, Instant now) {
        return send(address, letter.subject(), now, mail -> {
            MimeBodyPart text = new MimeBodyPart();
            text.setText(letter.text(), UTF_8);
            MimeBodyPart page = new MimeBodyPart();
            page.setText(LetterHtml.of(letter), UTF_8, "html");
            mail.setContent(new MimeMultipart("alternative", text, page));
        });
    }

    /** What a mail says. */
    private interface Content {
        void into(MimeMessage mail) throws MessagingException;
    }

    private Sent send(String address, String subject, Instant at, Content content) {
        if (smtp.isOff()) {
            return Sent.never("No mail server is configured (bursar.notice.smtp.host).");
        }
        Session session = Session.getInstance(properties());
        try (Transport transport = session.getTransport(smtp.security().equals("tls") ? "smtps" : "smtp")) {
            MimeMessage mail = mail(session, address, subject, at, content);
            boolean login = !smtp.username().isEmpty();
            transport.connect(smtp.host(), smtp.port(), login ? smtp.username() : null, login ? smtp.password() : null);
            transport.sendMessage(mail, mail.getAllRecipients());
            return Sent.delivered(null);
        } catch (SMTPSendFailedException e) {
            return Sent.failed(e.getReturnCode() > 0 ? e.getReturnCode() : null, e.getMessage());
        } catch (AuthenticationFailedException e) {
            return Sent.failed(null, "The mail server refused the user name or the password.");
        } catch (MessagingException e) {
            return Sent.failed(null, trouble(e));
        }
    }

    private String trouble(MessagingException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("STARTTLS is required")
                ? "The mail server " + smtp.host() + " offers no STARTTLS."
                : Trouble.sentence(e, smtp.host()).orElse(message);
    }

    private MimeMessage mail(Session session, String address, String subject, Instant at, Content content)
            throws MessagingException {
        MimeMessage mail = new MimeMessage(session);
        String line = subject.replaceAll("\\p{Cntrl}+", " ");
        mail.setFrom(new InternetAddress(smtp.from()));
        mail.setRecipient(RecipientType.TO, new InternetAddress(address));
        mail.setSubject(line.substring(0, Math.min(LONGEST_SUBJECT, line.length())), UTF_8);
        content.into(mail);
        mail.setSentDate(Date.from(at));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.saveChanges();
        return mail;
    }

    private Properties properties() {
        Properties properties = new Properties();
        String limit = Long.toString(timeLimit.toMillis());
        properties.setProperty("mail.from", smtp.from());
        for (String protocol : new String[] {"smtp", "smtps"}) {
            String prefix = "mail." + protocol + ".";
            properties.setProperty(prefix + "connectiontimeout", limit);
            properties.setProperty(prefix + "timeout", limit);
            properties.setProperty(prefix + "writetimeout", limit);
            properties.setProperty(prefix + "ssl.checkserveridentity", "true");
            properties.put(prefix + "ssl.socketFactory", tls);
            // Else a server that this factory does not trust is tried again with Java's.
            properties.setProperty(prefix + "socketFactory.fallback", "false");
            properties.setProperty(
                    prefix + "auth", Boolean.toString(!smtp.username().isEmpty()));
        }
        boolean startTls = smtp.security().equals("starttls");
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        return properties;
    }
}
