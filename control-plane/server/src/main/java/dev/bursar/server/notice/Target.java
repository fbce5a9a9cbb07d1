package dev.bursar.server.notice;

import dev.bursar.server.platform.egress.OutboundUrl;
import dev.bursar.server.platform.web.ProblemException;
import java.net.URI;

/** What somebody names as a channel's address, checked as far as it can be without asking the name service. */
final class Target {
    private static final String FIELD = "target";
    private static final String EMAIL = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+";
    private static final int LONGEST_EMAIL = 254;

    private Target() {}

    /**
     * @param kind {@code email}, {@code slack} or {@code webhook}
     * @throws ProblemException 400 with the reason
     */
    static String check(String kind, String text, boolean privateNetwork) {
        String target = text.strip();
        if (kind.equals("email")) {
            return email(target);
        }
        OutboundUrl.check(FIELD, target, privateNetwork);
        return target;
    }

    /** What may be shown: of a URL not the path, which may be its secret. */
    static String masked(String kind, String target) {
        if (kind.equals("email")) {
            return target;
        }
        URI uri = URI.create(target);
        return uri.getScheme() + "://" + uri.getRawAuthority() + "/…";
    }

    private static String email(String text) {
        if (text.length() > LONGEST_EMAIL || !text.matches(EMAIL)) {
            throw ProblemException.field(FIELD, "email_invalid", "This is no address such as alerts@example.com.");
        }
        return text;
    }
}
