package dev.bursar.server.sso;

import dev.bursar.server.identity.PersonAttributes;
import dev.bursar.server.platform.egress.OutboundUrl;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OpenID Connect Discovery 1.0, as far as signing in needs it. */
record OidcMetadata(
        String issuer, String authorizationUrl, String tokenUrl, String jwksUrl, String userInfoUrl, String logoutUrl) {
    private static final JsonMapper JSON = new JsonMapper();

    static OidcMetadata read(String text, boolean privateNetwork) {
        JsonNode json = parse(text);
        return new OidcMetadata(
                url(json, "issuer", true, privateNetwork),
                url(json, "authorization_endpoint", true, privateNetwork),
                url(json, "token_endpoint", true, privateNetwork),
                url(json, "jwks_uri", true, privateNetwork),
                url(json, "userinfo_endpoint", false, privateNetwork),
                url(json, "end_session_endpoint", false, privateNetwork));
    }

    Settings.Oidc settings(String metadataUrl, String clientId, String scopes, PersonAttributes attributes) {
        return new Settings.Oidc(
                metadataUrl,
                issuer,
                authorizationUrl,
                tokenUrl,
                jwksUrl,
                userInfoUrl,
                logoutUrl,
                clientId,
                scopes,
                attributes);
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            // Falls through.
        }
        throw Metadata.unreadable("This is no OpenID Connect discovery document.");
    }

    private static String url(JsonNode json, String name, boolean needed, boolean privateNetwork) {
        String url = json.path(name).asString("");
        if (url.isEmpty() && needed) {
            throw Metadata.unreadable("The discovery document names no " + name + ".");
        }
        if (!url.isEmpty()) {
            OutboundUrl.check("metadataUrl", url, privateNetwork);
        }
        return url;
    }
}
