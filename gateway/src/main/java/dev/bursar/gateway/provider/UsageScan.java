package dev.bursar.gateway.provider;

import dev.bursar.gateway.json.JsonCursor;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code usage} at the top of an OpenAI-shaped object. One instance per thread.
 *
 * <p>{@link #scan} checks the whole text and throws {@code JsonException} where it is not JSON.
 */
public final class UsageScan {
    private final JsonCursor cursor = new JsonCursor();
    private final UsageCount count = new UsageCount();
    private @Nullable Counted counted;
    private int insertAt;
    private boolean error;

    /** @return whether there is a usage object */
    public boolean scan(byte[] bytes, int offset, int length) {
        counted = null;
        insertAt = -1;
        error = false;
        cursor.reset(bytes, offset, length).beginObject();
        for (boolean first = true; cursor.nextMember(first); first = false) {
            String name = cursor.name();
            if (name.equals("usage") && cursor.peek() == '{') {
                counted = usage();
                insertAt = cursor.position() - 1 - offset;
            } else {
                error |= name.equals("error") && cursor.peek() == '{';
                cursor.skip();
            }
        }
        cursor.end();
        return counted != null;
    }

    /** Of the last scan; null if it found none. */
    public @Nullable Counted counted() {
        return counted;
    }

    /** Right before the closing brace of the usage object, counted from the text's start; -1 if there is none. */
    public int insertAt() {
        return insertAt;
    }

    /** There is an error object at the top. */
    public boolean hasError() {
        return error;
    }

    private @Nullable Counted usage() {
        count.clear();
        cursor.beginObject();
        for (boolean first = true; cursor.nextMember(first); first = false) {
            String name = cursor.name();
            switch (name) {
                case "prompt_tokens_details", "completion_tokens_details", "server_tool_use" -> details(name);
                default -> count(name);
            }
        }
        return count.counted();
    }

    private void details(String of) {
        if (cursor.peek() != '{') {
            cursor.skip();
            return;
        }
        cursor.beginObject();
        for (boolean first = true; cursor.nextMember(first); first = false) {
            count(of + '.' + cursor.name());
        }
    }

    private void count(String path) {
        if (!UsageCount.wants(path) || cursor.peek() == 'n') {
            cursor.skip();
        } else {
            count.add(path, cursor.integer());
        }
    }
}
