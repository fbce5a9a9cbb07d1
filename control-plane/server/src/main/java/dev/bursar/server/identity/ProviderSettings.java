package dev.bursar.server.identity;

import java.util.List;

/** What a sign-in through an identity provider needs. Addresses are absolute; empty: it has none. */
public sealed interface ProviderSettings {
    /** Claim or attribute that lists a person's groups. */
    String groupsAttribute();

    /** @param clientSecret in the clear; {@link #toString} leaves it out */
    record Oidc(
            String issuer,
            String authorizationUrl,
            String tokenUrl,
            String jwksUrl,
            String userInfoUrl,
            String logoutUrl,
            String clientId,
            String clientSecret,
            String groupsAttribute)
            implements ProviderSettings {
        @Override
        public String toString() {
            return "Oidc[issuer=" + issuer + ", clientId=" + clientId + ", clientSecret=…]";
        }
    }

    /** @param certificates X.509, DER in base64; a signature by any of them is good */
    record Saml(
            String entityId,
            String signOnUrl,
            String logoutUrl,
            List<String> certificates,
            String emailAttribute,
            String firstNameAttribute,
            String lastNameAttribute,
            String groupsAttribute)
            implements ProviderSettings {
        public Saml {
            certificates = List.copyOf(certificates);
        }
    }
}
