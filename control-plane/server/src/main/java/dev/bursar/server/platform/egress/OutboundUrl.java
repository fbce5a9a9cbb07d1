package dev.bursar.server.platform.egress;

import dev.bursar.server.platform.web.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;

/** What somebody names as an address to call, checked as far as it can be without asking the name service. */
public final class OutboundUrl {
    private OutboundUrl() {}

    /**
     * @param field of the request, to blame
     * @param privateNetwork plain http, loopback and private addresses are allowed
     * @throws ProblemException 400 with the reason
     */
    public static URI check(String field, String text, boolean privateNetwork) {
        URI uri = parse(field, text);
        String scheme = uri.getScheme();
        if (!scheme.equalsIgnoreCase("https") && !(privateNetwork && scheme.equalsIgnoreCase("http"))) {
            throw ProblemException.field(field, "url_not_https", "The address begins with https://.");
        }
        if (!OutboundHost.mayBeCalled(OutboundHost.normal(uri.getHost()), privateNetwork)) {
            throw ProblemException.field(field, "url_inward", "The address points into a private network.");
        }
        return uri;
    }

    private static URI parse(String field, String text) {
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
        throw ProblemException.field(field, "url_invalid", "This is no address such as https://example.com/path.");
    }
}
