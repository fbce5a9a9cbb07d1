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
    private static final int MAX_CHOICES = 128;

    private final JsonCursor in = new JsonCursor();
    private final PartCounter parts = new PartCounter();
    private final Set<String> seen = new HashSet<>();
    private String model = "";
    private Span modelSpan = Span.NONE;
    private boolean stream;
    private long maxTokens;
    private Span maxTokensSpan = Span.NONE;
    private Span maxCompletionTokensSpan = Span.NONE;
    private int choices;
    private UsageOption usageOption = UsageOption.ABSENT;
    private Span usageSpan = Span.NONE;

    /** @throws Refused with an error in the caller's dialect; spans count from {@code offset} */
    ChatRequest read(byte[] bytes, int offset, int length) {
        clear();
        in.reset(bytes, offset, length);
        try {
            return readObject(offset);
        } catch (JsonException e) {
            throw new Refused(
                    ApiError.badRequest("json_malformed", "The body is not valid JSON: " + e.getMessage() + "."));
        }
    }

    private ChatRequest readObject(int offset) {
        if (in.peek() != '{') {
            in.skip();
            throw new Refused(ApiError.badRequest("body_not_object", "The body is a JSON object."));
        }
        in.beginObject();
        int afterBrace = in.position() - offset;
        for (boolean first = true; in.nextMember(first); first = false) {
            member(in.name(), offset);
        }
        in.end();
        require("model", !model.isEmpty());
        require("messages", seen.contains("messages"));
        return new ChatRequest(
                model,
                modelSpan,
                stream,
                maxTokens,
                maxTokensSpan,
                maxCompletionTokensSpan,
                choices,
                usageOption,
                usageSpan,
                parts.images(),
                parts.unbounded(),
                afterBrace);
    }

    private void clear() {
        seen.clear();
        parts.clear();
        model = "";
        stream = false;
        maxTokens = -1;
        maxTokensSpan = Span.NONE;
        maxCompletionTokensSpan = Span.NONE;
        choices = 1;
        usageOption = UsageOption.ABSENT;
        usageSpan = Span.NONE;
    }

    private void member(String name, int offset) {
        switch (name) {
            case "model" -> {
                once(name);
                model(offset);
            }
            case "messages" -> {
                once(name);
                messages();
            }
            case "stream" -> {
                once(name);
                stream = flag(name);
            }
            case "max_tokens" -> {
                once(name);
                maxTokensSpan = limit(name, offset);
            }
            case "max_completion_tokens" -> {
                once(name);
                maxCompletionTokensSpan = limit(name, offset);
            }
            case "n" -> {
                once(name);
                choices = choices();
            }
            case "stream_options" -> {
                once(name);
                streamOptions(offset);
            }
            default -> in.skip();
        }
    }

    private void model(int offset) {
        type("model", in.peek() == '"', "a string");
        int from = in.position();
        model = in.string();
        modelSpan = new Span(from - offset, in.position() - offset);
        if (model.isEmpty() || model.length() > MAX_MODEL) {
            throw wrong("model", "is 1 to " + MAX_MODEL + " characters");
        }
    }

    private boolean flag(String name) {
        int next = in.peek();
        if (next == 'n') {
            in.nul();
            return false;
        }
        type(name, next == 't' || next == 'f', "a boolean");
        return in.bool();
    }

    private Span limit(String name, int offset) {
        int next = in.peek();
        int from = in.position();
        if (next == 'n') {
            in.nul();
        } else {
            type(name, next == '-' || next >= '0' && next <= '9', "an integer");
            long value = integer(name);
            if (value < 1) {
                throw wrong(name, "is 1 or more");
            }
            maxTokens = Math.max(maxTokens, Math.min(value, Tokens.MAX));
        }
        return new Span(from - offset, in.position() - offset);
    }

    private int choices() {
        int next = in.peek();
        if (next == 'n') {
            in.nul();
            return 1;
        }
        type("n", next == '-' || next >= '0' && next <= '9', "an integer");
        long value = integer("n");
        if (value < 1 || value > MAX_CHOICES) {
            throw wrong("n", "is 1 to " + MAX_CHOICES);
        }
        return (int) value;
    }

    private long integer(String name) {
        try {
            return in.integer();
        } catch (JsonException e) {
            throw wrong(name, "is an integer");
        }
    }

    private void messages() {
        type("messages", in.peek() == '[', "an array");
        in.beginArray();
        int count = 0;
        for (boolean first = true; in.nextElement(first); first = false) {
            type("messages", in.peek() == '{', "an array of objects");
            message();
            count++;
        }
        if (count == 0) {
            throw wrong("messages", "has at least one message");
        }
    }

    private void message() {
        in.beginObject();
        for (boolean first = true; in.nextMember(first); first = false) {
            boolean content = in.name().equals("content");
            if (content && in.peek() == '[') {
                parts.read(in);
            } else {
                in.skip();
            }
        }
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
        type("stream_options", next == '{', "an object");
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
                usageOption = flag("stream_options.include_usage") ? UsageOption.ON : UsageOption.OFF_VALUE;
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

    private static void type(String name, boolean right, String wanted) {
        if (!right) {
            throw wrong(name, "is " + wanted);
        }
    }

    private static Refused wrong(String name, String rule) {
        return new Refused(ApiError.badParam(name, "member_invalid", "\"" + name + "\" " + rule + "."));
    }

    /** Counts the parts of a message whose cost its bytes don't bound. */
    private static final class PartCounter {
        private int images;
        private boolean unbounded;

        void clear() {
            images = 0;
            unbounded = false;
        }

        int images() {
            return images;
        }

        boolean unbounded() {
            return unbounded;
        }

        void read(JsonCursor in) {
            in.beginArray();
            for (boolean first = true; in.nextElement(first); first = false) {
                if (in.peek() == '{') {
                    part(in);
                } else {
                    in.skip();
                }
            }
        }

        private void part(JsonCursor in) {
            in.beginObject();
            for (boolean first = true; in.nextMember(first); first = false) {
                boolean type = in.name().equals("type");
                if (type && in.peek() == '"') {
                    count(in.string());
                } else {
                    in.skip();
                }
            }
        }

        /** Audio comes in base64, of which each token is many bytes. */
        private void count(String type) {
            switch (type) {
                case "image_url" -> images++;
                case "text", "refusal", "input_audio" -> {}
                default -> unbounded = true;
            }
        }
    }
}
