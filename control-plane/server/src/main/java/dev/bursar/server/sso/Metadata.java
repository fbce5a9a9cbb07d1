package dev.bursar.server.sso;

import dev.bursar.server.platform.egress.OutboundGet;
import dev.bursar.server.platform.egress.OutboundUrl;
import dev.bursar.server.platform.web.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a provider says of itself, from its address or from a text. Every address in it is checked, too. */
@Component
final class Metadata {
    static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int MOST_BYTES = 1024 * 1024;

    private final SsoProperties properties;
    private final ScheduledExecutorService timer;

    Metadata(SsoProperties properties, ScheduledExecutorService outboundTimer) {
        this.properties = properties;
        this.timer = outboundTimer;
    }

    /** @param url where it is; null: it is the text */
    record Source(@Nullable String url, @Nullable String text) {
        boolean isGiven() {
            return isThere(url) || isThere(text);
        }

        /** Empty: it is the text. */
        String address() {
            return url == null ? "" : url.strip();
        }

        private static boolean isThere(@Nullable String text) {
            return text != null && !text.isBlank();
        }
    }

    OidcMetadata oidc(Source source, boolean privateNetwork) {
        String url = source.address();
        String whole = url.isEmpty() || url.endsWith(DISCOVERY) ? url : url.replaceAll("/+$", "") + DISCOVERY;
        return OidcMetadata.read(text(source, whole, privateNetwork), privateNetwork);
    }

    SamlMetadata saml(Source source, boolean privateNetwork) {
        return SamlMetadata.read(text(source, source.address(), privateNetwork), privateNetwork);
    }

    private String text(Source source, String url, boolean privateNetwork) {
        if (url.isEmpty()) {
            String text = source.text();
            if (text == null || text.isBlank()) {
                throw ProblemException.field(
                        "metadataUrl", "metadata_missing", "Give the address of the provider's metadata, or its text.");
            }
            return text;
        }
        URI uri = OutboundUrl.check("metadataUrl", url, privateNetwork);
        OutboundGet get = new OutboundGet(
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                privateNetwork,
                properties.timeout(),
                timer,
                MOST_BYTES);
        try {
            return new String(get.fetch(uri, "application/json, application/xml, */*"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable("It could not be fetched. " + e.getMessage());
        }
    }

    static ProblemException unreadable(String why) {
        return ProblemException.field("metadataUrl", "metadata_unreadable", why);
    }
}
