package dev.bursar.gateway.provider;

import dev.bursar.policy.money.Tokens;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the numbers of a usage object together, under the names that OpenAI-compatible hosts give them. */
final class UsageCount {
    private static final Set<String> WANTED = Set.of(
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "cached_tokens",
            "prompt_cache_hit_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens",
            "num_search_queries",
            "prompt_tokens_details.cached_tokens",
            "prompt_tokens_details.cache_write_tokens",
            "prompt_tokens_details.cache_creation_tokens",
            "prompt_tokens_details.audio_tokens",
            "completion_tokens_details.reasoning_tokens",
            "completion_tokens_details.audio_tokens",
            "server_tool_use.web_search_requests");

    private boolean counted;
    private long prompt;
    private long completion;
    private long total;
    private long cached;
    private long cacheWrite;
    private long reasoning;
    private long audioInput;
    private long audioOutput;
    private long toolCalls;

    static boolean wants(String path) {
        return WANTED.contains(path);
    }

    void clear() {
        counted = false;
        prompt = 0;
        completion = 0;
        total = 0;
        cached = 0;
        cacheWrite = 0;
        reasoning = 0;
        audioInput = 0;
        audioOutput = 0;
        toolCalls = Counted.NOT_SAID;
    }

    /** Where a host says the same twice, the larger stands. */
    void add(String path, long value) {
        switch (path) {
            case "prompt_tokens" -> {
                prompt = value;
                counted = true;
            }
            case "completion_tokens" -> {
                completion = value;
                counted = true;
            }
            case "total_tokens" -> total = value;
            case "cached_tokens",
                    "prompt_cache_hit_tokens",
                    "cache_read_input_tokens",
                    "prompt_tokens_details.cached_tokens" -> cached = Math.max(cached, value);
            case "cache_creation_input_tokens",
                    "prompt_tokens_details.cache_write_tokens",
                    "prompt_tokens_details.cache_creation_tokens" -> cacheWrite = Math.max(cacheWrite, value);
            case "prompt_tokens_details.audio_tokens" -> audioInput = value;
            case "completion_tokens_details.reasoning_tokens" -> reasoning = value;
            case "completion_tokens_details.audio_tokens" -> audioOutput = value;
            case "num_search_queries", "server_tool_use.web_search_requests" ->
                toolCalls = Math.max(toolCalls, Math.max(0, value));
            default -> throw new IllegalArgumentException(path);
        }
    }

    /** Null where the object counts nothing. */
    @Nullable
    Counted counted() {
        return counted
                ? new Counted(
                        Tokens.reported(prompt, output(), cached, cacheWrite, reasoning, audioInput, audioOutput),
                        toolCalls)
                : null;
    }

    /** Some hosts leave reasoning out of the completion and have it in the total only; they bill it as output. */
    private long output() {
        boolean plausible = prompt >= 0 && completion >= 0 && prompt <= Tokens.MAX && total <= Tokens.MAX;
        return plausible ? Math.max(completion, total - prompt) : completion;
    }
}
