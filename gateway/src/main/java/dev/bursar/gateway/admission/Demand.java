package dev.bursar.gateway.admission;

/**
 * What a request asks for, as far as it decides what it can cost. Nothing here is an estimate: counts are exact or
 * upper bounds.
 *
 * @param bodyBytes of the whole body
 * @param definitionBytes of tools, functions and the answer's schema, which chat templates write out anew
 * @param images whose detail is high, unknown or not said
 * @param lowImages whose detail is {@code low}
 * @param imageBytes of image data inside the body
 * @param audioSeconds of audio inside the body, an upper bound
 * @param audioBytes of audio data inside the body
 * @param predictionBytes of the predicted answer; what of it is rejected is billed as output
 * @param thinkingTokens the request's own limit for reasoning; -1: none
 * @param maxTokens what the caller set as limit for each choice; -1: nothing
 * @param choices 1 or more
 * @param audioAnswer whether the answer can be audio
 * @param imageAnswer whether the answer can have images
 * @param toolCalls of tools that the provider runs, at most; {@link #UNCAPPED}: nobody can say
 * @param elsewhere the first part that refers to content of unknown size, which only the context window bounds; empty:
 *     none
 * @param unpriceable the first part for which no price stands; empty: none
 */
public record Demand(
        long bodyBytes,
        long definitionBytes,
        int images,
        int lowImages,
        long imageBytes,
        long audioSeconds,
        long audioBytes,
        long predictionBytes,
        long thinkingTokens,
        long maxTokens,
        int choices,
        boolean audioAnswer,
        boolean imageAnswer,
        long toolCalls,
        String elsewhere,
        String unpriceable) {
    public static final long UNCAPPED = -1;

    Demand withMaxTokens(long limit) {
        return new Demand(
                bodyBytes,
                definitionBytes,
                images,
                lowImages,
                imageBytes,
                audioSeconds,
                audioBytes,
                predictionBytes,
                thinkingTokens,
                limit,
                choices,
                audioAnswer,
                imageAnswer,
                toolCalls,
                elsewhere,
                unpriceable);
    }
}
