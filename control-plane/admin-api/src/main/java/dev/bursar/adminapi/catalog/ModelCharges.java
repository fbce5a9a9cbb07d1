package dev.bursar.adminapi.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What a model charges beside tokens of text, plain decimals in USD; each null: nothing.
 *
 * @param audioInputUsdPerMillion tokens; null: as text
 * @param audioOutputUsdPerMillion tokens; null: as text
 * @param usdPerToolCall for each call of a tool that the provider runs; null: requests with such tools are refused under
 *     a hard cap
 */
public record ModelCharges(
        @Nullable String audioInputUsdPerMillion,
        @Nullable String audioOutputUsdPerMillion,
        @Nullable String usdPerRequest,
        @Nullable String usdPerInputImage,
        @Nullable String usdPerOutputImage,
        @Nullable String usdPerToolCall) {}
