package dev.bursar.gateway.provider.sandbox;

import dev.bursar.gateway.json.JsonText;
import java.util.ArrayList;
import java.util.List;

/** What the sandbox answers to one request, decided in advance: the same request always gets the same answer. */
final class SandboxScript {
    private static final int SLOW_WORDS = 20;

    private final String id;
    private final String model;
    private final long createdSeconds;
    private final List<String> pieces;
    private final String tool;
    private final String finishReason;
    private final long promptTokens;

    private SandboxScript(
            String id,
            String model,
            long createdSeconds,
            List<String> pieces,
            String tool,
            String finish,
            long prompt) {
        this.id = id;
        this.model = model;
        this.createdSeconds = createdSeconds;
        this.pieces = pieces;
        this.tool = tool;
        this.finishReason = finish;
        this.promptTokens = prompt;
    }

    /** @param maxTokens each word is one token; -1: no limit */
    static SandboxScript of(
            SandboxRequest request, String model, String id, long created, long maxTokens, boolean slow) {
        long prompt = Math.max(1, (request.promptCharacters() + 3) / 4);
        if (request.wantsTool()) {
            return new SandboxScript(id, model, created, List.of(), request.firstTool(), "tool_calls", prompt);
        }
        List<String> words = words(request.lastUserText(), slow ? SLOW_WORDS : 1);
        boolean cut = maxTokens >= 0 && maxTokens < words.size();
        List<String> pieces = cut ? words.subList(0, (int) maxTokens) : words;
        return new SandboxScript(id, model, created, pieces, "", cut ? "length" : "stop", prompt);
    }

    int pieceCount() {
        return tool.isEmpty() ? pieces.size() : 1;
    }

    String whole(boolean withUsage) {
        JsonText json = begin("chat.completion")
                .name("choices")
                .open('[')
                .open('{')
                .name("index")
                .raw(0);
        json.name("message").open('{').name("role").string("assistant");
        if (tool.isEmpty()) {
            json.name("content").string(String.join("", pieces));
        } else {
            json.name("content").raw("null");
            toolCall(json, false);
        }
        json.name("refusal").raw("null").close('}');
        json.name("logprobs")
                .raw("null")
                .name("finish_reason")
                .string(finishReason)
                .close('}')
                .close(']');
        return end(json, withUsage);
    }

    /** The event of one piece; the first names the role. */
    String piece(int index) {
        JsonText json = begin("chat.completion.chunk")
                .name("choices")
                .open('[')
                .open('{')
                .name("index")
                .raw(0);
        json.name("delta").open('{');
        if (index == 0) {
            json.name("role").string("assistant");
        }
        if (tool.isEmpty()) {
            json.name("content").string(pieces.get(index));
        } else {
            json.name("content").raw("null");
            toolCall(json, true);
        }
        json.close('}').name("finish_reason").raw("null").close('}').close(']');
        return event(json.close('}').toString());
    }

    String finish() {
        JsonText json = begin("chat.completion.chunk")
                .name("choices")
                .open('[')
                .open('{')
                .name("index")
                .raw(0);
        json.name("delta")
                .open('{')
                .close('}')
                .name("finish_reason")
                .string(finishReason)
                .close('}')
                .close(']');
        return event(json.close('}').toString());
    }

    String usageEvent() {
        return event(
                end(begin("chat.completion.chunk").name("choices").open('[').close(']'), true));
    }

    static String done() {
        return event("[DONE]");
    }

    /** Where members can be added to the usage object: it is the last member of its text. */
    static int insertAt(String text) {
        return text.lastIndexOf("}}");
    }

    long promptTokens() {
        return promptTokens;
    }

    long completionTokens() {
        return tool.isEmpty() ? pieces.size() : 2;
    }

    private JsonText begin(String object) {
        return new JsonText()
                .open('{')
                .name("id")
                .string(id)
                .name("object")
                .string(object)
                .name("created")
                .raw(createdSeconds)
                .name("model")
                .string(model);
    }

    private String end(JsonText json, boolean withUsage) {
        if (withUsage) {
            json.name("usage").open('{').name("prompt_tokens").raw(promptTokens);
            json.name("completion_tokens").raw(completionTokens());
            json.name("total_tokens").raw(promptTokens + completionTokens()).close('}');
        }
        return json.close('}').toString();
    }

    private void toolCall(JsonText json, boolean indexed) {
        json.name("tool_calls").open('[').open('{');
        if (indexed) {
            json.name("index").raw(0);
        }
        json.name("id")
                .string("call_" + id.substring(id.length() - 12))
                .name("type")
                .string("function");
        json.name("function")
                .open('{')
                .name("name")
                .string(tool)
                .name("arguments")
                .string("{}")
                .close('}');
        json.close('}').close(']');
    }

    private static String event(String data) {
        return "data: " + data + "\n\n";
    }

    /** Words with the space before them, so that joined they are the text; repeated until there are enough. */
    private static List<String> words(String text, int least) {
        String said = text.isBlank() ? "(nothing)" : text.strip();
        List<String> words = new ArrayList<>();
        do {
            for (String word : said.split("(?=\\s\\S)")) {
                words.add(words.isEmpty() || Character.isWhitespace(word.charAt(0)) ? word : " " + word);
            }
        } while (words.size() < least);
        return words;
    }
}
