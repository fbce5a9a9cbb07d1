package dev.bursar.adminapi.catalog;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param slug the first part of its models' names: {@code openai} in {@code openai/gpt-4o}
 * @param baseUrl ends before {@code /chat/completions}; null: the catalog host's
 * @param credential the provider's API key; null for hosts that need none. {@link #toString} leaves it out
 * @param catalogHost whose models and prices to take; null: none
 * @param models which of the host's models; null: all that have a price
 * @param paidBy who pays the provider; null: platform
 * @param privateNetwork may be at a loopback or private address; platform operators only
 */
public record ConnectProvider(
        @NotBlank @Size(max = 200) String name,

        @NotBlank @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,62}")
        String slug,

        @Nullable @Size(max = 500) String baseUrl,
        @Nullable @Size(max = 1000) String credential,
        @Nullable @Size(max = 100) String catalogHost,
        @Nullable @Size(max = 1000) List<@NotBlank String> models,
        @Nullable Boolean privateNetwork,
        @Nullable @Pattern(regexp = "platform|organization") String paidBy) {
    @Override
    public String toString() {
        return "ConnectProvider[slug=" + slug + ", baseUrl=" + baseUrl + ", credential=…]";
    }
}
