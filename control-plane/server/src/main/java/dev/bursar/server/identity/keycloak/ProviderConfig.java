package dev.bursar.server.identity.keycloak;

import dev.bursar.server.identity.PersonAttributes;
import dev.bursar.server.identity.ProviderSettings;
import dev.bursar.server.identity.TenantLogin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** A tenant's identity provider in Keycloak's words. */
final class ProviderConfig {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ANY_DOMAIN = "ANY";

    private final String entityId;

    /** @param entityId how Keycloak names itself to SAML providers */
    ProviderConfig(String entityId) {
        this.entityId = entityId;
    }

    /**
     * E-mail addresses are believed: Keycloak takes only those of the organization's own domains from its provider. A
     * name or address is taken over once, at the first sign-in; groups at each.
     */
    Kc.Provider provider(TenantLogin.Connection connection) {
        Map<String, String> config = new HashMap<>();
        config.put("syncMode", "IMPORT");
        config.put("kc.org.domain", ANY_DOMAIN);
        config.put("kc.org.broker.redirect.mode.email-matches", Boolean.toString(connection.routed()));
        String kind = switch (connection.settings()) {
            case ProviderSettings.Oidc oidc -> oidc(config, oidc);
            case ProviderSettings.Saml saml -> saml(config, saml);
        };
        return new Kc.Provider(
                null, connection.alias(), connection.name(), kind, connection.enabled(), true, true, null, config);
    }

    private static String oidc(Map<String, String> config, ProviderSettings.Oidc oidc) {
        config.put("issuer", oidc.issuer());
        config.put("authorizationUrl", oidc.authorizationUrl());
        config.put("tokenUrl", oidc.tokenUrl());
        config.put("jwksUrl", oidc.jwksUrl());
        config.put("userInfoUrl", oidc.userInfoUrl());
        config.put("disableUserInfo", Boolean.toString(oidc.userInfoUrl().isEmpty()));
        config.put("logoutUrl", oidc.logoutUrl());
        config.put("clientId", oidc.clientId());
        config.put("clientSecret", oidc.clientSecret());
        config.put("clientAuthMethod", "client_secret_post");
        config.put("defaultScope", oidc.scopes());
        config.put("validateSignature", "true");
        config.put("useJwksUrl", "true");
        config.put("pkceEnabled", "true");
        config.put("pkceMethod", "S256");
        return "oidc";
    }

    private String saml(Map<String, String> config, ProviderSettings.Saml saml) {
        config.put("entityId", entityId);
        config.put("idpEntityId", saml.entityId());
        config.put("singleSignOnServiceUrl", saml.signOnUrl());
        config.put("singleLogoutServiceUrl", saml.logoutUrl());
        config.put("signingCertificate", String.join(",", saml.certificates()));
        config.put("validateSignature", "true");
        config.put("wantAssertionsSigned", "true");
        config.put("wantAuthnRequestsSigned", "true");
        config.put("signatureAlgorithm", "RSA_SHA256");
        config.put("postBindingAuthnRequest", "true");
        config.put("postBindingResponse", "true");
        config.put("nameIDPolicyFormat", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent");
        config.put("principalType", "SUBJECT");
        return "saml";
    }

    List<Kc.ProviderMapper> mappers(TenantLogin.Connection connection, SortedSet<String> groups) {
        boolean saml = connection.settings() instanceof ProviderSettings.Saml;
        List<Kc.ProviderMapper> mappers = new ArrayList<>();
        // Two tenants' people of the same name are two people.
        mappers.add(new Kc.ProviderMapper(
                null,
                "username",
                connection.alias(),
                saml ? "saml-username-idp-mapper" : "oidc-username-idp-mapper",
                Map.of("syncMode", "IMPORT", "template", saml ? "${ALIAS}.${NAMEID}" : "${ALIAS}.${CLAIM.sub}")));
        PersonAttributes attributes = connection.settings().attributes();
        mappers.add(attribute(connection.alias(), "email", attributes.email(), saml));
        mappers.add(attribute(connection.alias(), "firstName", attributes.firstName(), saml));
        mappers.add(attribute(connection.alias(), "lastName", attributes.lastName(), saml));
        groups.forEach(group -> mappers.add(group(connection, group, saml)));
        return mappers;
    }

    private static Kc.ProviderMapper attribute(String alias, String name, String attribute, boolean saml) {
        return new Kc.ProviderMapper(
                null,
                name,
                alias,
                saml ? "saml-user-attribute-idp-mapper" : "oidc-user-attribute-idp-mapper",
                Map.of("syncMode", "IMPORT", saml ? "attribute.name" : "claim", attribute, "user.attribute", name));
    }

    private static Kc.ProviderMapper group(TenantLogin.Connection connection, String group, boolean saml) {
        // In one order: Keycloak keeps the text, and what says the same is not written again.
        String values = JSON.writeValueAsString(List.of(
                new TreeMap<>(Map.of("key", connection.settings().attributes().groups(), "value", group))));
        return new Kc.ProviderMapper(
                null,
                "group " + group,
                connection.alias(),
                saml ? "saml-advanced-group-idp-mapper" : "oidc-advanced-group-idp-mapper",
                Map.of(
                        "syncMode",
                        "FORCE",
                        saml ? "attributes" : "claims",
                        values,
                        saml ? "are.attribute.values.regex" : "are.claim.values.regex",
                        "false",
                        "group",
                        "/" + group,
                        "groupType",
                        "ORGANIZATION"));
    }
}
