package dev.bursar.adminapi.sso;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Null or empty: stays as it is. Everything but name and default role may break sign-in: the connection has to be tested
 * again, and is no longer required.
 *
 * @param metadataUrl reads the metadata anew, also from where it was read before
 * @param clientSecret empty: the one that is kept, unless it would go to another address; {@link #toString} leaves it out
 * @param confirmed people sign in through it, and it may break all the same; otherwise 409 {@code confirmation_needed}
 */
public record UpdateSsoConnection(
        @Size(max = 200) @Nullable String name,
        @Size(max = 1000) @Nullable String metadataUrl,
        @Size(max = 200_000) @Nullable String metadata,
        @Size(max = 500) @Nullable String clientId,
        @Size(max = 2000) @Nullable String clientSecret,
        @Size(max = 500) @Nullable String scopes,
        @Size(max = 200) @Nullable String groupsAttribute,
        @Size(max = 200) @Nullable String emailAttribute,
        @Size(max = 200) @Nullable String firstNameAttribute,
        @Size(max = 200) @Nullable String lastNameAttribute,
        @Size(max = 50) @Nullable String defaultRole,
        @Nullable Boolean confirmed) {
    @Override
    public String toString() {
        return "UpdateSsoConnection[name=" + name + "]";
    }
}
