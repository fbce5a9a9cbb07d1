package dev.bursar.server.sso;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.bursar.server.identity.PersonAttributes;
import dev.bursar.server.identity.ProviderSettings;
import java.util.List;

/** What is kept of a connection, without its secret; {@code metadataUrl} is empty where the metadata came as a file. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Settings.Oidc.class, name = "oidc"),
    @JsonSubTypes.Type(value = Settings.Saml.class, name = "saml")
})
sealed interface Settings {
    String metadataUrl();

    PersonAttributes attributes();

    /** Issuer or entity id. */
    String provider();

    /** What the secret is sent to: it is bound to it. */
    String secretGoesTo();

    ProviderSettings with(String secret);

    /** @param scopes with spaces between */
    record Oidc(
            String metadataUrl,
            String issuer,
            String authorizationUrl,
            String tokenUrl,
            String jwksUrl,
            String userInfoUrl,
            String logoutUrl,
            String clientId,
            String scopes,
            PersonAttributes attributes)
            implements Settings {
        @Override
        public String provider() {
            return issuer;
        }

        @Override
        public String secretGoesTo() {
            return tokenUrl;
        }

        @Override
        public ProviderSettings with(String secret) {
            return new ProviderSettings.Oidc(
                    issuer,
                    authorizationUrl,
                    tokenUrl,
                    jwksUrl,
                    userInfoUrl,
                    logoutUrl,
                    clientId,
                    secret,
                    scopes,
                    attributes);
        }

        /** The same provider as its metadata says now. */
        Oidc of(OidcMetadata metadata, String url) {
            return new Oidc(
                    url,
                    metadata.issuer(),
                    metadata.authorizationUrl(),
                    metadata.tokenUrl(),
                    metadata.jwksUrl(),
                    metadata.userInfoUrl(),
                    metadata.logoutUrl(),
                    clientId,
                    scopes,
                    attributes);
        }

        Oidc asked(String otherClientId, String otherScopes, PersonAttributes others) {
            return new Oidc(
                    metadataUrl,
                    issuer,
                    authorizationUrl,
                    tokenUrl,
                    jwksUrl,
                    userInfoUrl,
                    logoutUrl,
                    otherClientId,
                    otherScopes,
                    others);
        }
    }

    record Saml(
            String metadataUrl,
            String entityId,
            String signOnUrl,
            String logoutUrl,
            List<String> certificates,
            PersonAttributes attributes)
            implements Settings {
        @Override
        public String provider() {
            return entityId;
        }

        @Override
        public String secretGoesTo() {
            return "";
        }

        @Override
        public ProviderSettings with(String secret) {
            return new ProviderSettings.Saml(entityId, signOnUrl, logoutUrl, certificates, attributes);
        }

        /** The same provider as its metadata says now. */
        Saml of(SamlMetadata metadata, String url) {
            return new Saml(
                    url,
                    metadata.entityId(),
                    metadata.signOnUrl(),
                    metadata.logoutUrl(),
                    metadata.certificates(),
                    attributes);
        }

        Saml asked(PersonAttributes others) {
            return new Saml(metadataUrl, entityId, signOnUrl, logoutUrl, certificates, others);
        }
    }
}
