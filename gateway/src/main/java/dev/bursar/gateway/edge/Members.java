package dev.bursar.gateway.edge;

import dev.bursar.gateway.json.JsonCursor;
import dev.bursar.gateway.json.JsonException;

/** Reads members whose type is checked, and says what is wrong with one. */
final class Members {
    private Members() {}

    /** Passes over a null. @return whether there was one */
    static boolean passedNull(JsonCursor in) {
        if (in.peek() == 'n') {
            in.nul();
            return true;
        }
        return false;
    }

    static long integer(JsonCursor in, String name) {
        int next = in.peek();
        requireType(name, next == '-' || next >= '0' && next <= '9', "an integer");
        try {
            return in.integer();
        } catch (JsonException e) {
            throw wrong(name, "is an integer");
        }
    }

    static long integerFrom(JsonCursor in, String name, long least, long most) {
        long value = integer(in, name);
        if (value < least || value > most) {
            throw wrong(name, "is " + least + " to " + most);
        }
        return value;
    }

    /** Null is false. */
    static boolean flag(JsonCursor in, String name) {
        if (passedNull(in)) {
            return false;
        }
        int next = in.peek();
        requireType(name, next == 't' || next == 'f', "a boolean");
        return in.bool();
    }

    static void requireType(String name, boolean right, String wanted) {
        if (!right) {
            throw wrong(name, "is " + wanted);
        }
    }

    static ChatRequestReader.Refused wrong(String name, String rule) {
        return new ChatRequestReader.Refused(
                ApiError.badParam(name, "member_invalid", "\"" + name + "\" " + rule + "."));
    }
}
