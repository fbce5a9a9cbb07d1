package dev.bursar.server.identity.keycloak;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is sent to and read from Keycloak's Admin REST API, as far as it is used here. Null: left as it is. */
final class Kc {
    private Kc() {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Realm(
            String realm,
            boolean enabled,
            boolean organizationsEnabled,
            boolean adminEventsEnabled,
            boolean adminEventsDetailsEnabled,
            boolean eventsEnabled,
            long eventsExpiration,
            List<String> enabledEventTypes,
            boolean loginWithEmailAllowed,
            boolean registrationAllowed,
            boolean bruteForceProtected,
            int accessTokenLifespan,
            String displayName) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Scope(
            @Nullable String id,
            String name,
            String protocol,
            @Nullable Map<String, String> attributes,
            @Nullable List<Mapper> protocolMappers) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Mapper(
            @Nullable String id, String name, String protocol, String protocolMapper, Map<String, String> config) {
        boolean saysTheSame(Mapper other) {
            return protocolMapper.equals(other.protocolMapper)
                    && other.config.entrySet().containsAll(config.entrySet());
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Client(
            @Nullable String id,
            String clientId,
            @Nullable String name,
            boolean enabled,
            boolean publicClient,
            boolean serviceAccountsEnabled,
            boolean standardFlowEnabled,
            boolean directAccessGrantsEnabled,
            @Nullable String secret,
            List<String> redirectUris,
            @Nullable Map<String, String> attributes,
            @Nullable List<String> defaultClientScopes,
            @Nullable List<String> optionalClientScopes) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Role(String id, String name) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Organization(
            @Nullable String id,
            String name,
            String alias,
            boolean enabled,
            @Nullable List<Domain> domains) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Domain(String name, boolean verified) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Group(@Nullable String id, String name) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Provider(
            @Nullable String internalId,
            String alias,
            String displayName,
            String providerId,
            boolean enabled,
            boolean trustEmail,
            boolean hideOnLogin,
            @Nullable String organizationId,
            Map<String, String> config) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProviderMapper(
            @Nullable String id,
            String name,
            String identityProviderAlias,
            String identityProviderMapper,
            Map<String, String> config) {
        boolean saysTheSame(ProviderMapper other) {
            return identityProviderMapper.equals(other.identityProviderMapper)
                    && other.config.entrySet().containsAll(config.entrySet());
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record User(
            @Nullable String id,
            String username,
            @Nullable String email,
            @Nullable Boolean emailVerified,
            @Nullable String firstName,
            @Nullable String lastName,
            boolean enabled,
            @Nullable List<Credential> credentials) {
        @Override
        public String toString() {
            return "User[id=" + id + ", enabled=" + enabled + "]";
        }

        User withId(String other) {
            return new User(other, username, email, emailVerified, firstName, lastName, enabled, credentials);
        }

        User closed() {
            return new User(id, username, email, emailVerified, firstName, lastName, false, null);
        }
    }

    record Credential(String type, String value, boolean temporary) {
        static Credential password(String value) {
            return new Credential("password", value, false);
        }

        @Override
        public String toString() {
            return "Credential[" + type + "]";
        }
    }

    /** @param ifResourceExists {@code SKIP} or {@code OVERWRITE} */
    record Import(String ifResourceExists, List<User> users) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record AdminEvent(
            String id,
            long time,
            @Nullable String operationType,
            @Nullable String resourceType,
            @Nullable String resourcePath,
            @Nullable AuthDetails authDetails) {
        String address() {
            return authDetails == null ? "" : Objects.requireNonNullElse(authDetails.ipAddress(), "");
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record AuthDetails(@Nullable String ipAddress) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Event(
            String id,
            long time,
            @Nullable String userId,
            @Nullable String sessionId) {}
}
