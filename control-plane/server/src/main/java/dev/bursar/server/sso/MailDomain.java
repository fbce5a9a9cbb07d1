package dev.bursar.server.sso;

import dev.bursar.server.platform.web.ProblemException;
import java.util.Locale;
import java.util.Optional;

/** What stands behind the @ of mail addresses. */
final class MailDomain {
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    private MailDomain() {}

    /** @throws ProblemException 400 {@code domain_invalid} */
    static String check(String text) {
        String domain = text.strip().toLowerCase(Locale.ROOT).replaceFirst("^@", "");
        if (domain.length() > 253 || !domain.matches(LABEL + "(\\." + LABEL + ")+")) {
            throw ProblemException.field("domain", "domain_invalid", "A domain is a name such as example.org.");
        }
        return domain;
    }

    static Optional<String> of(String email) {
        int at = email.lastIndexOf('@');
        return at < 1 ? Optional.empty() : Optional.of(email.substring(at + 1).toLowerCase(Locale.ROOT));
    }

    /** Where the record is that proves it. */
    static String record(String domain) {
        return "_bursar." + domain;
    }
}
