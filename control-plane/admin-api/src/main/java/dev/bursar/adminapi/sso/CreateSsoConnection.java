package dev.bursar.adminapi.sso;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Either an address of the metadata or its text.
 *
 * @param metadataUrl of OIDC discovery (with or without {@code /.well-known/openid-configuration}) or SAML metadata
 * @param metadata its text
 * @param clientId OIDC only
 * @param clientSecret OIDC only; {@link #toString} leaves it out
 * @param scopes OIDC only, with spaces between; null: {@code openid profile email}
 * @param groupsAttribute claim or attribute, as all that follow; null: {@code groups}
 * @param emailAttribute null: {@code email}
 * @param firstNameAttribute null: {@code given_name} of OIDC, {@code givenName} of SAML
 * @param lastNameAttribute null: {@code family_name} of OIDC, {@code surname} of SAML
 * @param defaultRole null: {@code member}
 */
public record CreateSsoConnection(
        @NotNull @Pattern(regexp = "oidc|saml") String kind,
        @NotBlank @Size(max = 200) String name,
        @Size(max = 1000) @Nullable String metadataUrl,
        @Size(max = 200_000) @Nullable String metadata,
        @Size(max = 500) @Nullable String clientId,
        @Size(max = 2000) @Nullable String clientSecret,
        @Size(max = 500) @Nullable String scopes,
        @Size(max = 200) @Nullable String groupsAttribute,
        @Size(max = 200) @Nullable String emailAttribute,
        @Size(max = 200) @Nullable String firstNameAttribute,
        @Size(max = 200) @Nullable String lastNameAttribute,
        @Size(max = 50) @Nullable String defaultRole) {
    @Override
    public String toString() {
        return "CreateSsoConnection[kind=" + kind + ", name=" + name + "]";
    }
}
