package dev.bursar.gateway.admission;

import java.util.Locale;

/**
 * The most tokens that an image can be billed as, whatever its size: providers scale an image down before they count.
 * The formulas are those of the providers' vision guides as of July 2026; a model without one here gets the dearest.
 *
 * @param most of an image at high or unknown detail
 * @param low of an image at {@code detail: low}, where that has a documented formula, else {@code most}
 * @param billedPerCounted where images are billed as more tokens than the context window counts: how many times
 */
record ImageTokens(long most, long low, int billedPerCounted) {
    /** Above gpt-4o-mini's 48,169 and the 16,384 of the models that take an image at nearly its own size. */
    static final ImageTokens UNKNOWN = new ImageTokens(50_000, 50_000, 1);

    /** Eight tiles (2048 × 768 pixels in squares of 512) of 5,667 and a base of 2,833, which is all of low detail. */
    private static final ImageTokens GPT_4O_MINI = new ImageTokens(8 * 5_667 + 2_833, 2_833, 34);

    /** The same tiles at 170 and a base of 85. */
    private static final ImageTokens GPT_4O = new ImageTokens(8 * 170 + 85, 85, 1);

    /** As gpt-4o by what is billed; its guide once spoke of patches of 32 × 32, at most 1,536: the dearer of both. */
    private static final ImageTokens GPT_41 = new ImageTokens(1_536, 256, 1);

    /** Tiles or patches of 32 × 32 with factors up to 2.46; low is at most 512 × 512: 256 patches. */
    private static final ImageTokens OTHER_OPENAI = new ImageTokens(50_000, 2_833, 3);

    /** Patches of 28 × 28 of an image scaled down to at most 4,784 of them; detail is not read. */
    private static final ImageTokens CLAUDE = new ImageTokens(5_000, 5_000, 1);

    /** @param upstreamModel as the provider names it; what stands before a slash is a vendor */
    static ImageTokens of(String upstreamModel) {
        String name =
                upstreamModel.substring(upstreamModel.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (name.startsWith("claude-")) {
            return CLAUDE;
        }
        if (name.startsWith("gpt-4o-mini")) {
            return GPT_4O_MINI;
        }
        boolean small = name.contains("mini") || name.contains("nano");
        if (!small && name.startsWith("gpt-4.1")) {
            return GPT_41;
        }
        if (!small && (name.startsWith("gpt-4o") || name.startsWith("gpt-4-turbo"))) {
            return GPT_4O;
        }
        return name.matches("gpt-[45].*|o[134](-.*)?") ? OTHER_OPENAI : UNKNOWN;
    }
}
