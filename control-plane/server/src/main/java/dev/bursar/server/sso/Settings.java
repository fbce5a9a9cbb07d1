package dev.bursar.server.sso;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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

    String groupsAttribute();

    /** Issuer or entity id. */
    String provider();

    /** What the secret is sent to: it is bound to it. */
    String secretGoesTo();

    ProviderSettings with(String secret);

    record Oidc(
            String metadataUrl,
            String issuer,
            String authorizationUrl,
            String tokenUrl,
            String jwksUrl,
            String userInfoUrl,
            String logoutUrl,
            String clientId,
            String groupsAttribute)
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
                    groupsAttribute);
        }
    }

    record Saml(
            String metadataUrl,
            String entityId,
            String signOnUrl,
            String logoutUrl,
            List<String> certificates,
            String emailAttribute,
            String firstNameAttribute,
            String lastNameAttribute,
            String groupsAttribute)
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
            return new ProviderSettings.Saml(
                    entityId,
                    signOnUrl,
                    logoutUrl,
                    certificates,
                    emailAttribute,
                    firstNameAttribute,
                    lastNameAttribute,
                    groupsAttribute);
        }
    }
}
