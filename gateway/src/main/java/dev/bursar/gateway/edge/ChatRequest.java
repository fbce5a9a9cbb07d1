package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.Demand;
import dev.bursar.gateway.provider.BodyEdit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the gateway reads of a chat completion request, and where it stands in the body, so that the rest can pass
 * through untouched.
 *
 * @param completionNameSpan the name {@code max_completion_tokens} up to its value
 * @param afterBrace right after the body's first brace
 */
record ChatRequest(
        String model,
        Span modelSpan,
        boolean stream,
        Span maxTokensSpan,
        Span completionNameSpan,
        Span maxCompletionTokensSpan,
        UsageOption usageOption,
        Span usageSpan,
        Demand demand,
        int afterBrace) {
    /** Bytes from (inclusive) to (exclusive); {@link #NONE} where nothing stands. */
    record Span(int from, int to) {
        static final Span NONE = new Span(-1, -1);

        boolean present() {
            return from >= 0;
        }
    }

    /** How {@code stream_options.include_usage} stands; decides what {@code usageSpan} spans. */
    enum UsageOption {
        /** No stream_options; nothing is spanned. */
        ABSENT,
        /** An empty object: the place after its brace. */
        EMPTY,
        /** An object without it: the place after its brace. */
        OTHERS,
        /** The member is false or null: its value. */
        OFF_VALUE,
        /** stream_options is null: its value. */
        OFF_OBJECT,
        ON
    }

    private static final byte[] TRUE = ascii("true");
    private static final byte[] MAX_TOKENS = ascii("\"max_tokens\":");

    /**
     * What must change on the way to the provider.
     *
     * @param clampTo what each limit becomes; -1: as it is
     * @param limitName the member to add where the body has no limit; a limit under a newer name becomes it, because a
     *     provider that does not know that name would pass over the limit
     */
    List<BodyEdit> edits(String upstreamModel, long clampTo, String limitName) {
        List<BodyEdit> edits = new ArrayList<>(4);
        StringBuilder added = new StringBuilder();
        if (!upstreamModel.equals(model)) {
            edits.add(new BodyEdit(
                    modelSpan.from(),
                    modelSpan.to(),
                    dev.bursar.gateway.json.JsonText.quoted(upstreamModel).getBytes(StandardCharsets.UTF_8)));
        }
        if (limitName.equals("max_tokens") && completionNameSpan.present() && !maxTokensSpan.present()) {
            edits.add(new BodyEdit(completionNameSpan.from(), completionNameSpan.to(), MAX_TOKENS));
        }
        if (clampTo >= 0) {
            clamp(edits, added, clampTo, limitName);
        }
        if (stream) {
            askForUsage(edits, added);
        }
        if (!added.isEmpty()) {
            edits.add(new BodyEdit(afterBrace, afterBrace, ascii(added.toString())));
        }
        edits.sort(Comparator.comparingInt(BodyEdit::from));
        return edits;
    }

    private void clamp(List<BodyEdit> edits, StringBuilder added, long clampTo, String limitName) {
        byte[] value = ascii(Long.toString(clampTo));
        if (maxTokensSpan.present()) {
            edits.add(new BodyEdit(maxTokensSpan.from(), maxTokensSpan.to(), value));
        }
        if (maxCompletionTokensSpan.present()) {
            edits.add(new BodyEdit(maxCompletionTokensSpan.from(), maxCompletionTokensSpan.to(), value));
        }
        if (!maxTokensSpan.present() && !maxCompletionTokensSpan.present()) {
            added.append('"').append(limitName).append("\":").append(clampTo).append(',');
        }
    }

    /** Without usage there is nothing to settle with, whatever the client wants to see. */
    private void askForUsage(List<BodyEdit> edits, StringBuilder added) {
        switch (usageOption) {
            case ON -> {}
            case ABSENT -> added.append("\"stream_options\":{\"include_usage\":true},");
            case EMPTY -> edits.add(new BodyEdit(usageSpan.from(), usageSpan.to(), ascii("\"include_usage\":true")));
            case OTHERS -> edits.add(new BodyEdit(usageSpan.from(), usageSpan.to(), ascii("\"include_usage\":true,")));
            case OFF_VALUE -> edits.add(new BodyEdit(usageSpan.from(), usageSpan.to(), TRUE));
            case OFF_OBJECT ->
                edits.add(new BodyEdit(usageSpan.from(), usageSpan.to(), ascii("{\"include_usage\":true}")));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
