package dev.bursar.gateway.admission;

import dev.bursar.gateway.policy.Model;
import dev.bursar.policy.money.Cost;
import dev.bursar.policy.money.Price;
import dev.bursar.policy.money.Tokens;
import dev.bursar.policy.money.Usage;
import dev.bursar.policy.money.UsageBound;
import java.util.Optional;

/**
 * The most that a request can use. {@code docs/bounds.md} states each formula with its source.
 *
 * <p>Input: each byte-pair token stands for at least one UTF-8 byte of decoded text, decoding a JSON escape never makes
 * text longer, and the JSON around a message is longer than what a chat template puts around it. What is no text (data of
 * images and audio) counts by its own formula. No text is larger than the model's context window. Output: what the caller
 * set, else the model's own limit, for each choice, and what is billed as output beyond that limit.
 *
 * @param fixed all but the output
 * @param output tokens of one choice that the request's limit governs
 * @param beyond tokens of one choice that it does not
 * @param set whether {@code output} is the caller's or the model's own limit; otherwise it must be written into the
 *     request
 */
record Bound(UsageBound fixed, long output, long beyond, int choices, boolean set, boolean callers) {
    /** What a template may add to any request: a preamble with date and reasoning effort takes 70, and some room. */
    static final long TEMPLATE_TOKENS = 256;

    /** What a template may add where there are definitions: instructions on tools take up to 804. */
    static final long DEFINITION_TOKENS = 1_024;

    /** Of one second. Whisper's encoder makes 50 frames; models bill 10 (OpenAI), 25 (Qwen), 32 (Gemini). */
    static final long AUDIO_TOKENS_PER_SECOND = 50;

    /** In one choice: the most that a documented model makes. */
    static final int IMAGES_PER_CHOICE = 10;

    /** The limit that is written where neither caller nor model has one. */
    static final long DEFAULT_OUTPUT = 4_096;

    /** Why the request has no bound at this model, naming the part; empty if it has one. */
    static Optional<String> unbounded(Demand demand, Model model) {
        if (!demand.unpriceable().isEmpty()) {
            return Optional.of("no price stands for " + demand.unpriceable());
        }
        if (demand.toolCalls() != 0 && toolFee(model) == 0) {
            return Optional.of("it has tools that the provider runs, which have no price at this model");
        }
        if (demand.toolCalls() == Demand.UNCAPPED) {
            return Optional.of("it has tools that the provider runs any number of times; max_tool_calls caps them");
        }
        if (model.contextTokens() > 0) {
            return Optional.empty();
        }
        if (demand.toolCalls() > 0) {
            return Optional.of("tools that the provider runs add to the prompt, and no context window is known");
        }
        if (!demand.elsewhere().isEmpty()) {
            return Optional.of(demand.elsewhere() + " is of unknown size, and no context window is known");
        }
        return model.thinksBeyondLimit() && demand.thinkingTokens() < 0
                ? Optional.of("max_tokens does not limit this model's reasoning, and no context window is known")
                : Optional.empty();
    }

    /** Where the request is {@linkplain #unbounded unbounded}, as much as can be said of it. */
    static Bound of(Demand demand, Model model) {
        boolean callers = demand.maxTokens() >= 0;
        long own = model.maxOutputTokens() > 0 ? model.maxOutputTokens() : model.contextTokens();
        long output = callers ? demand.maxTokens() : own > 0 ? own : DEFAULT_OUTPUT;
        return new Bound(
                fixed(demand, model),
                Math.min(output, Tokens.MAX),
                beyond(demand, model),
                demand.choices(),
                callers || own > 0,
                callers);
    }

    /** The same with this limit, to be written into the request. */
    Bound clampedTo(long outputTokens) {
        return new Bound(fixed, outputTokens, beyond, choices, false, callers);
    }

    UsageBound usage() {
        return fixed.withOutputTokens(Math.min(Tokens.MAX, (output + beyond) * choices));
    }

    long worstCaseNanos(Price price) {
        return Cost.worstCase(price, usage());
    }

    /** Output tokens of one choice for which the worst case fits; -1: not even the rest does. */
    long affordableOutput(Price price, long availableNanos) {
        long all = Cost.affordableOutput(price, fixed, availableNanos);
        return all < 0 ? -1 : Math.max(-1, all / choices - beyond);
    }

    private static UsageBound fixed(Demand demand, Model model) {
        ImageTokens image = ImageTokens.of(model.upstreamModel());
        long audio = Math.min(Tokens.MAX, demand.audioSeconds() * AUDIO_TOKENS_PER_SECOND);
        long content = content(demand, model, image, audio);
        long images = demand.images() * image.most() + demand.lowImages() * image.low();
        long input = Math.min(Tokens.MAX, content + images);
        return new UsageBound(
                input,
                demand.elsewhere().isEmpty() ? Math.min(audio, input) : input,
                0,
                demand.audioAnswer(),
                Math.min(Usage.MAX_COUNT, (long) demand.images() + demand.lowImages()),
                demand.imageAnswer() ? (long) IMAGES_PER_CHOICE * demand.choices() : 0,
                Math.min(Usage.MAX_COUNT, Math.max(0, demand.toolCalls())));
    }

    /** Everything but the images whose number is known. */
    private static long content(Demand demand, Model model, ImageTokens image, long audio) {
        long window = model.contextTokens() > 0 ? Math.min(model.contextTokens(), Tokens.MAX) : Tokens.MAX;
        if (demand.toolCalls() != 0) {
            long rounds = Math.min(Usage.MAX_COUNT, Math.max(0, demand.toolCalls())) + 1;
            return Math.min(Tokens.MAX / rounds, window) * rounds * image.billedPerCounted();
        }
        if (!demand.elsewhere().isEmpty()) {
            return window * image.billedPerCounted();
        }
        return Math.min(window, text(demand, model) + audio);
    }

    /** Data that the model does not take for what it is may reach it as text. */
    private static long text(Demand demand, Model model) {
        long data = (model.takes("image") ? demand.imageBytes() : 0) + (model.takes("audio") ? demand.audioBytes() : 0);
        long definitions = demand.definitionBytes() > 0 ? demand.definitionBytes() + DEFINITION_TOKENS : 0;
        return Math.max(0, demand.bodyBytes() - data) + definitions + TEMPLATE_TOKENS;
    }

    private static long beyond(Demand demand, Model model) {
        long thinking = !model.thinksBeyondLimit()
                ? 0
                : demand.thinkingTokens() >= 0 ? demand.thinkingTokens() : model.contextTokens();
        return Math.min(Tokens.MAX, thinking + demand.predictionBytes());
    }

    private static long toolFee(Model model) {
        return model.price().map(price -> price.fees().perToolCallNanos()).orElse(0L);
    }
}
