package dev.bursar.gateway.edge;

import dev.bursar.gateway.json.JsonCursor;
import dev.bursar.policy.money.Tokens;
import dev.bursar.policy.money.Usage;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the members beside messages and limits that decide what a request can cost: what multiplies its output, what
 * brings in content from elsewhere, what changes its price. Members that are in no list are text at most.
 */
final class DemandReader {
    static final int MAX_CHOICES = 128;

    /** Content that the provider has or fetches: only the context window bounds it. */
    private static final Set<String> ELSEWHERE = Set.of(
            "previous_response_id",
            "conversation",
            "thread_id",
            "prompt",
            "prompt_id",
            "cached_content",
            "context_id",
            "chat_template",
            "mm_processor_kwargs",
            "file_ids",
            "attachments");

    /** Other names for the output's limit, other models and places to run, fees of their own: no price stands for them. */
    private static final Set<String> UNPRICEABLE = Set.of(
            "max_output_tokens",
            "maxoutputtokens",
            "max_new_tokens",
            "max_tokens_to_sample",
            "max_gen_len",
            "max_length",
            "num_predict",
            "extra_body",
            "generation_config",
            "generationconfig",
            "provider",
            "route",
            "inference_geo",
            "plugins",
            "search_parameters",
            "search_options",
            "enable_search",
            "mcp_servers",
            "connectors");

    private static final Set<String> OWN = Set.of(
            "tools",
            "functions",
            "response_format",
            "n",
            "best_of",
            "modalities",
            "prediction",
            "reasoning",
            "thinking",
            "thinking_budget",
            "service_tier",
            "speed",
            "web_search_options",
            "max_tool_calls",
            "models",
            "cache_control");

    /** Tiers that cost what the price says, or less. */
    private static final Set<String> PLAIN_TIERS =
            Set.of("auto", "default", "standard", "standard_only", "on_demand", "flex", "batch");

    private final JsonCursor in;
    private final DemandTally tally;
    private final ToolReader tools;

    DemandReader(JsonCursor in, DemandTally tally) {
        this.in = in;
        this.tally = tally;
        this.tools = new ToolReader(in, tally);
    }

    /** Whether the member may not stand twice. */
    static boolean decides(String name) {
        return OWN.contains(name) || UNPRICEABLE.contains(name) || ELSEWHERE.contains(name);
    }

    /**
     * Providers that read names without regard to case would take {@code MAX_TOKENS} for what we passed over.
     *
     * @return the name as such a provider reads it
     */
    static String folded(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && c != '_') {
                return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
            }
        }
        return name;
    }

    void member(String name) {
        switch (name) {
            case "tools" -> tools.read();
            case "functions", "response_format" -> definitions();
            case "n", "best_of" -> choices(name);
            case "modalities" -> modalities();
            case "prediction" -> tally.prediction(skipped());
            case "reasoning" -> budget("max_tokens");
            case "thinking" -> budget("budget_tokens");
            case "thinking_budget" -> thinking(name);
            case "service_tier" -> plainOnly(name, PLAIN_TIERS);
            case "speed" -> plainOnly(name, Set.of("standard"));
            case "web_search_options" -> webSearch();
            case "max_tool_calls" -> toolCallCap();
            case "models" -> noOtherModels();
            case "cache_control" -> CacheControl.read(in, tally);
            default -> named(name);
        }
    }

    private void named(String name) {
        if (UNPRICEABLE.contains(name)) {
            if (!passedNothing()) {
                tally.unpriceable("\"" + name + "\"");
            }
        } else if (ELSEWHERE.contains(name)) {
            if (!passedNothing()) {
                tally.elsewhere("\"" + name + "\"");
            }
        } else {
            in.skip();
        }
    }

    private void definitions() {
        int from = in.peek() == 'n' ? -1 : in.position();
        in.skip();
        if (from >= 0) {
            tally.definitions(in.position() - from);
        }
    }

    private void choices(String name) {
        if (!Members.passedNull(in)) {
            tally.choices((int) Members.integerFrom(in, name, 1, MAX_CHOICES));
        }
    }

    private void modalities() {
        if (Members.passedNull(in)) {
            return;
        }
        Members.requireType("modalities", in.peek() == '[', "an array");
        boolean audio = false;
        boolean image = false;
        in.beginArray();
        for (boolean first = true; in.nextElement(first); first = false) {
            Members.requireType("modalities", in.peek() == '"', "an array of strings");
            String modality = in.string();
            boolean text = modality.equals("text");
            audio |= !text && !modality.equals("image");
            image |= !text && !modality.equals("audio");
        }
        tally.answers(audio, image);
    }

    /** An object with a limit for reasoning. */
    private void budget(String limit) {
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        in.beginObject();
        for (boolean first = true; in.nextMember(first); first = false) {
            if (in.name().equals(limit)) {
                thinking(limit);
            } else {
                in.skip();
            }
        }
    }

    private void thinking(String name) {
        if (!Members.passedNull(in)) {
            tally.thinking(Math.min(Tokens.MAX, Members.integer(in, name)));
        }
    }

    private void plainOnly(String name, Set<String> plain) {
        if (Members.passedNull(in)) {
            return;
        }
        Members.requireType(name, in.peek() == '"', "a string");
        if (!plain.contains(in.string())) {
            tally.unpriceable("this \"" + name + "\"");
        }
    }

    /** A model that takes these searches once, before it answers. */
    private void webSearch() {
        if (!passedNothing()) {
            tally.providerTool(1);
        }
    }

    private void toolCallCap() {
        if (!Members.passedNull(in)) {
            tally.toolCallCap(Members.integerFrom(in, "max_tool_calls", 0, Usage.MAX_COUNT));
        }
    }

    /** A provider would turn to models that neither the key nor the price was checked for. */
    private void noOtherModels() {
        if (!passedNothing()) {
            throw new ChatRequestReader.Refused(ApiError.badParam(
                    "models", "member_unsupported", "\"models\" is not supported: a request names one model."));
        }
    }

    /** Passes over the value. @return whether it is null or false */
    private boolean passedNothing() {
        int next = in.peek();
        in.skip();
        return next == 'n' || next == 'f';
    }

    private long skipped() {
        if (Members.passedNull(in)) {
            return 0;
        }
        in.peek();
        int from = in.position();
        in.skip();
        return in.position() - from;
    }
}
