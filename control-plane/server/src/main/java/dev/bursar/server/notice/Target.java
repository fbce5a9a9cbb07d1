package dev.bursar.server.notice;

import dev.bursar.server.platform.egress.OutboundHost;
import dev.bursar.server.platform.web.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;

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
        return kind.equals("email") ? email(target) : url(target, privateNetwork);
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

    private static String url(String text, boolean privateNetwork) {
        URI uri = parse(text);
        String scheme = uri.getScheme();
        if (!scheme.equalsIgnoreCase("https") && !(privateNetwork && scheme.equalsIgnoreCase("http"))) {
            throw ProblemException.field(FIELD, "url_not_https", "The address begins with https://.");
        }
        if (!OutboundHost.mayBeCalled(OutboundHost.normal(uri.getHost()), privateNetwork)) {
            throw ProblemException.field(FIELD, "url_inward", "The address points into a private network.");
        }
        return text;
    }

    private static URI parse(String text) {
        try {
            URI uri = new URI(text);
            boolean plain = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            boolean port = uri.getPort() == -1 || uri.getPort() > 0 && uri.getPort() <= 65_535;
            if (uri.getScheme() != null && uri.getHost() != null && plain && port && text.matches("[!-~]+")) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Falls through.
        }
        throw ProblemException.field(FIELD, "url_invalid", "This is no address such as https://example.com/alerts.");
    }
}
