package dev.bursar.adminapi.catalog;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Null: leave as it is. */
public record UpdateProvider(
        @Nullable @Size(min = 1, max = 200) String name,
        @Nullable @Size(max = 500) String baseUrl,
        @Nullable @Size(max = 1000) String credential) {
    @Override
    public String toString() {
        return "UpdateProvider[name=" + name + ", baseUrl=" + baseUrl + ", credential=…]";
    }
}
