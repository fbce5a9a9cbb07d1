package dev.bursar.gateway.policy;

import java.net.URI;

/**
 * @param baseUrl ends before {@code /chat/completions}; {@code sandbox:/} for the sandbox
 * @param ownContract the organization pays this provider itself
 * @param privateNetwork may resolve to loopback and private addresses
 */
public record ProviderEndpoint(
        String id,
        String organizationId,
        String name,
        Kind kind,
        URI baseUrl,
        Credential credential,
        boolean ownContract,
        boolean privateNetwork) {
    /** How to speak with it. */
    public enum Kind {
        OPENAI,
        SANDBOX
    }

    public ProviderEndpoint {
        if (kind == Kind.OPENAI) {
            requireHttp(baseUrl);
        }
    }

    private static void requireHttp(URI url) {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getRawUserInfo() != null || url.getRawQuery() != null) {
            throw new IllegalArgumentException("a base URL is http or https with a host and without user or query");
        }
    }
}
