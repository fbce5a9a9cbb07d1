package dev.bursar.server.catalog;

import dev.bursar.server.platform.egress.OutboundHost;
import dev.bursar.server.platform.web.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider's requests go, ending before {@code /chat/completions}. What can be told without asking the name
 * service is checked here; a gateway checks the address again when it connects.
 */
final class BaseUrl {
    private static final String FIELD = "baseUrl";
    private static final String TAIL = "/chat/completions";

    private BaseUrl() {}

    /**
     * @param privateNetwork plain http, loopback and private addresses are allowed
     * @return lower-case scheme and host, no slash at the end
     * @throws ProblemException 400 with the reason
     */
    static String check(String text, boolean privateNetwork) {
        URI uri = parse(text.strip());
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(privateNetwork && scheme.equals("http"))) {
            throw invalid("base_url_not_https", "A provider's address begins with https://.");
        }
        String host = checkHost(uri.getHost(), privateNetwork);
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw invalid("base_url_invalid", "The port is not one.");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return scheme + "://" + host + port + path(uri.getRawPath());
    }

    private static URI parse(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() == null || uri.getHost() == null) {
                throw invalid("base_url_invalid", "This is no address such as https://api.example.com/v1.");
            }
            if (uri.getRawUserInfo() != null || uri.getRawFragment() != null || uri.getRawQuery() != null) {
                throw invalid("base_url_invalid", "An address has no user, query or fragment.");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw invalid("base_url_invalid", "This is no address such as https://api.example.com/v1.");
        }
    }

    private static String path(@Nullable String raw) {
        String path = raw == null ? "" : raw;
        if (path.endsWith(TAIL)) {
            path = path.substring(0, path.length() - TAIL.length());
        }
        path = path.replaceAll("/+$", "");
        if (!path.matches("(/[A-Za-z0-9._~-]+)*") || path.contains("/.")) {
            throw invalid("base_url_invalid", "The path holds letters, digits, dots, dashes and single slashes.");
        }
        return path;
    }

    private static String checkHost(String raw, boolean privateNetwork) {
        String host = OutboundHost.normal(raw);
        if (!OutboundHost.mayBeCalled(host, privateNetwork)) {
            throw invalid(
                    "base_url_inward",
                    "The address points into a private network. Only a platform operator may connect such a provider.");
        }
        return host;
    }

    private static ProblemException invalid(String code, String message) {
        return ProblemException.field(FIELD, code, message);
    }
}
