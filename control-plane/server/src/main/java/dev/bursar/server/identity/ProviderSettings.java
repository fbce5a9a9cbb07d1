package dev.bursar.server.identity;

import java.util.List;

/** What a sign-in through an identity provider needs. Addresses are absolute; empty: it has none. */
public sealed interface ProviderSettings {
    PersonAttributes attributes();

    /**
     * @param clientSecret in the clear; {@link #toString} leaves it out
     * @param scopes with spaces between
     */
    record Oidc(
            String issuer,
            String authorizationUrl,
            String tokenUrl,
            String jwksUrl,
            String userInfoUrl,
            String logoutUrl,
            String clientId,
            String clientSecret,
            String scopes,
            PersonAttributes attributes)
            implements ProviderSettings {
        @Override
        public String toString() {
            return "Oidc[issuer=" + issuer + ", clientId=" + clientId + ", clientSecret=…]";
        }
    }

    /** @param certificates X.509, DER in base64; a signature by any of them is good */
    record Saml(
            String entityId, String signOnUrl, String logoutUrl, List<String> certificates, PersonAttributes attributes)
            implements ProviderSettings {
        public Saml {
            certificates = List.copyOf(certificates);
        }
    }
}
