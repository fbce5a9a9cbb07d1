package dev.bursar.adminapi.sso;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Null: stays as it is.
 *
 * @param metadataUrl reads the metadata anew; with another provider the secret is needed again
 * @param clientSecret {@link #toString} leaves it out
 */
public record UpdateSsoConnection(
        @Size(min = 1, max = 200) @Nullable String name,
        @Size(max = 1000) @Nullable String metadataUrl,
        @Size(max = 200_000) @Nullable String metadata,
        @Size(max = 500) @Nullable String clientId,
        @Size(max = 2000) @Nullable String clientSecret,
        @Size(max = 200) @Nullable String groupsAttribute,
        @Size(max = 50) @Nullable String defaultRole) {
    @Override
    public String toString() {
        return "UpdateSsoConnection[name=" + name + "]";
    }
}
