package dev.bursar.gateway.provider;

import dev.bursar.gateway.json.JsonCursor;
import dev.bursar.policy.money.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code usage} at the top of an OpenAI-shaped object. One instance per thread.
 *
 * <p>{@link #scan} checks the whole text and throws {@code JsonException} where it is not JSON.
 */
public final class UsageScan {
    private final JsonCursor cursor = new JsonCursor();
    private @Nullable Tokens tokens;
    private int insertAt;
    private boolean error;

    /** @return whether there is a usage object */
    public boolean scan(byte[] bytes, int offset, int length) {
        tokens = null;
        insertAt = -1;
        error = false;
        cursor.reset(bytes, offset, length).beginObject();
        for (boolean first = true; cursor.nextMember(first); first = false) {
            String name = cursor.name();
            if (name.equals("usage") && cursor.peek() == '{') {
                tokens = usage();
                insertAt = cursor.position() - 1 - offset;
            } else {
                error |= name.equals("error") && cursor.peek() == '{';
                cursor.skip();
            }
        }
        cursor.end();
        return tokens != null;
    }

    /** Of the last scan; null if it found none. */
    public @Nullable Tokens tokens() {
        return tokens;
    }

    /** Right before the closing brace of the usage object, counted from the text's start; -1 if there is none. */
    public int insertAt() {
        return insertAt;
    }

    /** There is an error object at the top. */
    public boolean hasError() {
        return error;
    }

    /** Null where the object counts nothing. */
    private @Nullable Tokens usage() {
        boolean counted = false;
        long prompt = 0;
        long completion = 0;
        long cached = 0;
        long cacheWrite = 0;
        long reasoning = 0;
        cursor.beginObject();
        for (boolean first = true; cursor.nextMember(first); first = false) {
            switch (cursor.name()) {
                case "prompt_tokens" -> {
                    prompt = count();
                    counted = true;
                }
                case "completion_tokens" -> {
                    completion = count();
                    counted = true;
                }
                case "prompt_tokens_details" -> {
                    long[] details = details("cached_tokens", "cache_write_tokens");
                    cached = details[0];
                    cacheWrite = details[1];
                }
                case "completion_tokens_details" -> reasoning = details("reasoning_tokens", "")[0];
                default -> cursor.skip();
            }
        }
        return counted ? Tokens.reported(prompt, completion, cached, cacheWrite, reasoning, 0, 0) : null;
    }

    private long[] details(String one, String two) {
        long[] found = new long[2];
        if (cursor.peek() != '{') {
            cursor.skip();
            return found;
        }
        cursor.beginObject();
        for (boolean first = true; cursor.nextMember(first); first = false) {
            String name = cursor.name();
            if (name.equals(one)) {
                found[0] = count();
            } else if (name.equals(two)) {
                found[1] = count();
            } else {
                cursor.skip();
            }
        }
        return found;
    }

    private long count() {
        if (cursor.peek() == 'n') {
            cursor.nul();
            return 0;
        }
        return cursor.integer();
    }
}
