package dev.bursar.gateway.admission;

import dev.bursar.gateway.policy.Model;
import dev.bursar.policy.money.Cost;
import dev.bursar.policy.money.Price;
import dev.bursar.policy.money.Tokens;
import dev.bursar.policy.money.UsageBound;

/**
 * The most tokens a request can use.
 *
 * <p>Input: every byte-pair token stands for at least one UTF-8 byte of the text, and the JSON around a message is
 * longer than its template. An image is at most {@link #IMAGE_TOKENS}. No input is larger than the model's context.
 * Output: what the caller set, else the model's own limit, for each choice.
 *
 * @param output tokens of one choice
 * @param set whether output is the caller's or the model's own limit; otherwise it must be written into the request
 */
record Bound(long input, long output, int choices, boolean set, boolean callers) {
    /** The dearest known tile formula at its largest (eight tiles of 5,667 and a base of 2,833), rounded up. */
    static final long IMAGE_TOKENS = 50_000;

    /** The limit that is written where neither caller nor model has one. */
    static final long DEFAULT_OUTPUT = 4_096;

    /** Whether any bound can be given at all. */
    static boolean finite(AdmissionRequest request, Model model) {
        return !request.inputUnbounded() || model.contextTokens() > 0;
    }

    static Bound of(AdmissionRequest request, Model model) {
        long input = request.inputUnbounded()
                ? Tokens.MAX
                : Math.min(Tokens.MAX, request.inputBytes() + request.images() * IMAGE_TOKENS);
        if (model.contextTokens() > 0) {
            input = Math.min(input, model.contextTokens());
        }
        boolean callers = request.maxTokens() >= 0;
        long own = model.maxOutputTokens() > 0 ? model.maxOutputTokens() : model.contextTokens();
        long output = callers ? request.maxTokens() : own > 0 ? own : DEFAULT_OUTPUT;
        return new Bound(input, output, request.choices(), callers || own > 0, callers);
    }

    Bound clampedTo(long outputTokens) {
        return new Bound(input, outputTokens, choices, false, callers);
    }

    long worstCaseNanos(Price price) {
        return Cost.worstCase(price, UsageBound.ofText(input, Math.min(Tokens.MAX, output * choices)));
    }

    /** Output tokens of one choice for which the worst case fits; -1: not even the input does. */
    long affordableOutput(Price price, long availableNanos) {
        long all = Cost.affordableOutput(price, UsageBound.ofText(input, 0), availableNanos);
        return all < 0 ? -1 : all / choices;
    }
}
