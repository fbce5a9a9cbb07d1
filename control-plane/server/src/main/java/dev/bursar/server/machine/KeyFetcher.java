package dev.bursar.server.machine;

import dev.bursar.policy.workload.VerificationKey;
import dev.bursar.server.platform.egress.OutboundGet;
import dev.bursar.server.platform.egress.OutboundUrl;
import dev.bursar.server.platform.web.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fetches an issuer's keys: from where the trust says, or from where the issuer's metadata says. Blocks. */
final class KeyFetcher {
    private static final String METADATA = "/.well-known/openid-configuration";

    private final OutboundGet get;
    private final boolean privateNetwork;
    private final JsonMapper json;

    KeyFetcher(OutboundGet get, boolean privateNetwork, JsonMapper json) {
        this.get = get;
        this.privateNetwork = privateNetwork;
        this.json = json;
    }

    /**
     * @param jwksUri empty: the metadata says
     * @throws IOException with a sentence fit for people
     */
    List<VerificationKey> fetch(String issuer, String jwksUri) throws IOException {
        return KeySet.read(document(jwksUri.isEmpty() ? announced(issuer) : jwksUri));
    }

    private String announced(String issuer) throws IOException {
        byte[] document = document(issuer.replaceAll("/+$", "") + METADATA);
        JsonNode metadata;
        try {
            metadata = json.readTree(document);
        } catch (JacksonException e) {
            throw new IOException("The issuer's metadata is no JSON.", e);
        }
        if (!metadata.path("issuer").asString("").equals(issuer)) {
            throw new IOException("The metadata is of another issuer.");
        }
        return metadata.path("jwks_uri").asString("");
    }

    private byte[] document(String url) throws IOException {
        URI checked;
        try {
            checked = OutboundUrl.check("jwksUri", url, privateNetwork);
        } catch (ProblemException e) {
            throw new IOException(e.detail(), e);
        }
        return get.fetch(checked, "application/json, application/jwk-set+json");
    }
}
