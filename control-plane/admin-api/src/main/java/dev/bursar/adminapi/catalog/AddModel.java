package dev.bursar.adminapi.catalog;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The name becomes {@code <provider slug>/<upstreamModel>}.
 *
 * @param inputUsdPerMillion null together with the output price: unpriced, refused under a hard cap
 * @param charges beside tokens of text; needs a price
 * @param thinksBeyondLimit the provider's {@code max_tokens} does not limit reasoning; null: it does
 */
public record AddModel(
        @NotNull UUID providerId,
        @NotBlank @Pattern(regexp = "[!-~]{1,120}") String upstreamModel,
        @Nullable @Size(max = 200) String displayName,
        @Nullable @PositiveOrZero Long contextTokens,
        @Nullable @PositiveOrZero Long maxOutputTokens,
        @Nullable String inputUsdPerMillion,
        @Nullable String outputUsdPerMillion,
        @Nullable @Valid ModelCharges charges,
        @Nullable Boolean thinksBeyondLimit) {}
