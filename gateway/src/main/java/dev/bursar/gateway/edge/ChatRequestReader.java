package dev.bursar.gateway.edge;

import dev.bursar.gateway.edge.ChatRequest.Span;
import dev.bursar.gateway.edge.ChatRequest.UsageOption;
import dev.bursar.gateway.json.JsonCursor;
import dev.bursar.gateway.json.JsonException;
import dev.bursar.policy.money.Tokens;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads a chat completion request in one pass over its bytes. Strict about JSON and about the members that decide what
 * a request may cost; everything else passes unread. One instance for each event loop.
 */
final class ChatRequestReader {
    /** The body is not a request that can be passed on. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient ApiError error;

        Refused(ApiError error) {
            super(error.code(), null, false, false);
            this.error = error;
        }

        ApiError error() {
            return error;
        }
    }

    private static final int MAX_MODEL = 200;
    private static final Set<String> OWN =
            Set.of("model", "messages", "stream", "max_tokens", "max_completion_tokens", "stream_options");

    private final JsonCursor in = new JsonCursor();
    private final DemandTally tally = new DemandTally();
    private final MessageReader messages = new MessageReader(in, tally);
    private final DemandReader demand = new DemandReader(in, tally);
    private final Set<String> seen = new HashSet<>();
    private String model = "";
    private Span modelSpan = Span.NONE;
    private boolean stream;
    private long maxTokens;
    private Span maxTokensSpan = Span.NONE;
    private Span completionNameSpan = Span.NONE;
    private Span maxCompletionTokensSpan = Span.NONE;
    private UsageOption usageOption = UsageOption.ABSENT;
    private Span usageSpan = Span.NONE;

    /** @throws Refused with an error in the caller's dialect; spans count from {@code offset} */
    ChatRequest read(byte[] bytes, int offset, int length) {
        clear();
        in.reset(bytes, offset, length);
        try {
            return readObject(bytes, offset, length);
        } catch (JsonException e) {
            throw new Refused(
                    ApiError.badRequest("json_malformed", "The body is not valid JSON: " + e.getMessage() + "."));
        }
    }

    private ChatRequest readObject(byte[] bytes, int offset, int length) {
        if (in.peek() != '{') {
            in.skip();
            throw new Refused(ApiError.badRequest("body_not_object", "The body is a JSON object."));
        }
        in.beginObject();
        int afterBrace = in.position() - offset;
        for (boolean first = true; in.nextMember(first); first = false) {
            member(bytes, offset);
        }
        in.end();
        require("model", !model.isEmpty());
        require("messages", seen.contains("messages"));
        return new ChatRequest(
                model,
                modelSpan,
                stream,
                maxTokensSpan,
                completionNameSpan,
                maxCompletionTokensSpan,
                usageOption,
                usageSpan,
                tally.demand(length, maxTokens),
                afterBrace);
    }

    private void clear() {
        seen.clear();
        tally.clear();
        model = "";
        stream = false;
        maxTokens = -1;
        maxTokensSpan = Span.NONE;
        completionNameSpan = Span.NONE;
        maxCompletionTokensSpan = Span.NONE;
        usageOption = UsageOption.ABSENT;
        usageSpan = Span.NONE;
    }

    private void member(byte[] bytes, int offset) {
        int from = in.position();
        String name = in.name();
        String folded = DemandReader.folded(name);
        boolean own = OWN.contains(folded);
        if (own && !name.equals(folded)) {
            throw Members.wrong(folded, "is written in lower case");
        }
        if (own || DemandReader.decides(folded)) {
            once(folded);
        }
        switch (name) {
            case "model" -> model(offset);
            case "messages" -> messages.read(bytes);
            case "stream" -> stream = Members.flag(in, name);
            case "max_tokens" -> maxTokensSpan = limit(name, offset);
            case "max_completion_tokens" -> {
                in.peek();
                completionNameSpan = new Span(from - offset, in.position() - offset);
                maxCompletionTokensSpan = limit(name, offset);
            }
            case "stream_options" -> streamOptions(offset);
            default -> demand.member(folded);
        }
    }

    private void model(int offset) {
        Members.requireType("model", in.peek() == '"', "a string");
        int from = in.position();
        model = in.string();
        modelSpan = new Span(from - offset, in.position() - offset);
        if (model.isEmpty() || model.length() > MAX_MODEL) {
            throw Members.wrong("model", "is 1 to " + MAX_MODEL + " characters");
        }
    }

    private Span limit(String name, int offset) {
        int next = in.peek();
        int from = in.position();
        if (next == 'n') {
            in.nul();
        } else {
            long value = Members.integer(in, name);
            if (value < 1) {
                throw Members.wrong(name, "is 1 or more");
            }
            maxTokens = Math.max(maxTokens, Math.min(value, Tokens.MAX));
        }
        return new Span(from - offset, in.position() - offset);
    }

    private void streamOptions(int offset) {
        int next = in.peek();
        int from = in.position();
        if (next == 'n') {
            in.nul();
            usageOption = UsageOption.OFF_OBJECT;
            usageSpan = new Span(from - offset, in.position() - offset);
            return;
        }
        Members.requireType("stream_options", next == '{', "an object");
        in.beginObject();
        int inside = in.position() - offset;
        boolean any = false;
        boolean found = false;
        for (boolean first = true; in.nextMember(first); first = false) {
            any = true;
            if (in.name().equals("include_usage")) {
                found = true;
                in.peek();
                int value = in.position() - offset;
                usageOption = Members.flag(in, "stream_options.include_usage") ? UsageOption.ON : UsageOption.OFF_VALUE;
                usageSpan = new Span(value, in.position() - offset);
            } else {
                in.skip();
            }
        }
        if (!found) {
            usageOption = any ? UsageOption.OTHERS : UsageOption.EMPTY;
            usageSpan = new Span(inside, inside);
        }
    }

    private void once(String name) {
        if (!seen.add(name)) {
            throw new Refused(ApiError.badParam(name, "member_repeated", "\"" + name + "\" stands twice in the body."));
        }
    }

    private static void require(String name, boolean present) {
        if (!present) {
            throw new Refused(ApiError.badParam(name, "member_missing", "\"" + name + "\" is required."));
        }
    }
}
