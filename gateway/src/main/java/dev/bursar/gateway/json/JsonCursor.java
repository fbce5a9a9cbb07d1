package dev.bursar.gateway.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Walks JSON bytes once, in place, and checks them strictly (RFC 8259, valid UTF-8, bounded depth) on the way. The
 * caller asks for what it needs and skips the rest; nothing is copied but the strings that are asked for.
 *
 * <p>One instance per thread, reused through {@link #reset}. Every method throws {@link JsonException} on bad input.
 */
public final class JsonCursor {
    /** Deeper nesting is refused: no dialect needs it, and it bounds the stack. */
    public static final int MAX_DEPTH = 64;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private byte[] bytes = new byte[0];
    private int position;
    private int end;
    private int depth;

    /** Starts anew over {@code length} bytes from {@code offset}. */
    public JsonCursor reset(byte[] in, int offset, int length) {
        bytes = in;
        position = offset;
        end = offset + length;
        depth = 0;
        return this;
    }

    /** Where the next byte to be read stands. */
    public int position() {
        return position;
    }

    /** The next byte that is not white space, not consumed; -1 at the end. */
    public int peek() {
        while (position < end) {
            byte b = bytes[position];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
            position++;
        }
        return -1;
    }

    public void beginObject() {
        expect('{', "an object was expected");
        enter();
    }

    public void beginArray() {
        expect('[', "an array was expected");
        enter();
    }

    /** True if another member follows, whose name comes next. False consumes the closing brace. */
    public boolean nextMember(boolean first) {
        return next(first, '}');
    }

    /** True if another element follows. False consumes the closing bracket. */
    public boolean nextElement(boolean first) {
        return next(first, ']');
    }

    /** A member's name, decoded, and the colon after it. */
    public String name() {
        String name = string();
        expect(':', "a colon was expected");
        return name;
    }

    /** A string, decoded. */
    public String string() {
        peek();
        int start = position;
        boolean escaped = skipString();
        int from = start + 1;
        int length = position - 1 - from;
        return escaped ? unescape(from, position - 1) : new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    /** True if the next string has exactly these ASCII bytes, unescaped. Consumes the string either way. */
    public boolean stringIs(byte[] ascii) {
        peek();
        int start = position;
        boolean escaped = skipString();
        if (escaped) {
            return unescape(start + 1, position - 1).equals(new String(ascii, StandardCharsets.US_ASCII));
        }
        return java.util.Arrays.equals(bytes, start + 1, position - 1, ascii, 0, ascii.length);
    }

    public boolean bool() {
        if (peek() == 't') {
            literal("true");
            return true;
        }
        literal("false");
        return false;
    }

    public void nul() {
        literal("null");
    }

    /** An integer that fits a long; fraction and exponent are refused. */
    public long integer() {
        peek();
        int start = position;
        skipNumber();
        try {
            return Long.parseLong(new String(bytes, start, position - start, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            throw bad("an integer was expected", start);
        }
    }

    /** Any value, checked and passed over. */
    public void skip() {
        switch (peek()) {
            case '{' -> skipObject();
            case '[' -> skipArray();
            case '"' -> skipString();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            case -1 -> throw bad("a value was expected", position);
            default -> skipNumber();
        }
    }

    /** Nothing but white space may follow. */
    public void end() {
        if (peek() != -1) {
            throw bad("more follows after the value", position);
        }
    }

    private void skipObject() {
        beginObject();
        for (boolean first = true; nextMember(first); first = false) {
            peek();
            skipString();
            expect(':', "a colon was expected");
            skip();
        }
    }

    private void skipArray() {
        beginArray();
        for (boolean first = true; nextElement(first); first = false) {
            skip();
        }
    }

    private boolean next(boolean first, char close) {
        int b = peek();
        if (b == close) {
            position++;
            depth--;
            return false;
        }
        if (!first) {
            expect(',', "a comma was expected");
            int after = peek();
            if (after == close) {
                throw bad("a value was expected", position);
            }
        }
        if (close == '}' && peek() != '"') {
            throw bad("a member's name was expected", position);
        }
        return true;
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw bad("nested deeper than " + MAX_DEPTH, position);
        }
    }

    private void expect(char wanted, String otherwise) {
        if (peek() != wanted) {
            throw bad(otherwise, position);
        }
        position++;
    }

    private void literal(String text) {
        peek();
        for (int i = 0; i < text.length(); i++) {
            if (position + i >= end || bytes[position + i] != text.charAt(i)) {
                throw bad("a value was expected", position);
            }
        }
        position += text.length();
    }

    /** Consumes a string; true if it has escapes. */
    private boolean skipString() {
        if (position >= end || bytes[position] != '"') {
            throw bad("a string was expected", position);
        }
        int i = position + 1;
        boolean escaped = false;
        while (true) {
            i = passPlain(i);
            if (i >= end) {
                throw bad("a string does not end", position);
            }
            int b = bytes[i];
            if (b == '"') {
                position = i + 1;
                return escaped;
            }
            if (b == '\\') {
                escaped = true;
                i = passEscape(i);
            } else if (b < 0) {
                i = Utf8.passSequence(bytes, i, end);
                if (i < 0) {
                    throw bad("invalid UTF-8", -i);
                }
            } else {
                throw bad("a control character stands in a string", i);
            }
        }
    }

    /** Eight bytes at a time past what is neither quote, backslash, control nor beyond ASCII. */
    private int passPlain(int from) {
        int i = from;
        while (i + 8 <= end) {
            long w = (long) WORDS.get(bytes, i);
            long quote = w ^ (ONES * '"');
            long slash = w ^ (ONES * '\\');
            long found = (quote - ONES & ~quote | slash - ONES & ~slash | w - ONES * 0x20 & ~w | w) & HIGHS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            i += 8;
        }
        while (i < end && bytes[i] >= 0x20 && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    private int passEscape(int backslash) {
        int i = backslash + 1;
        if (i >= end) {
            throw bad("a string does not end", backslash);
        }
        if (bytes[i] != 'u') {
            if ("\"\\/bfnrt".indexOf(bytes[i]) < 0) {
                throw bad("an unknown escape", backslash);
            }
            return i + 1;
        }
        if (i + 4 >= end) {
            throw bad("a string does not end", backslash);
        }
        for (int k = 1; k <= 4; k++) {
            if (Character.digit(bytes[i + k], 16) < 0) {
                throw bad("an unknown escape", backslash);
            }
        }
        return i + 5;
    }

    private String unescape(int from, int to) {
        StringBuilder out = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            int plain = i;
            while (i < to && bytes[i] != '\\') {
                i++;
            }
            out.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8));
            if (i < to) {
                char c = (char) bytes[i + 1];
                out.append(c == 'u' ? (char) hex(i + 2) : unescaped(c));
                i += c == 'u' ? 6 : 2;
            }
        }
        return out.toString();
    }

    private int hex(int at) {
        return Integer.parseInt(new String(bytes, at, 4, StandardCharsets.US_ASCII), 16);
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }

    private void skipNumber() {
        int start = position;
        int i = position;
        if (i < end && bytes[i] == '-') {
            i++;
        }
        int digits = i;
        i = digits(i);
        if (i == digits || i - digits > 1 && bytes[digits] == '0') {
            throw bad("a value was expected", start);
        }
        if (i < end && bytes[i] == '.') {
            i = someDigits(i + 1);
        }
        if (i < end && (bytes[i] == 'e' || bytes[i] == 'E')) {
            i++;
            i = someDigits(i < end && (bytes[i] == '+' || bytes[i] == '-') ? i + 1 : i);
        }
        position = i;
    }

    private int someDigits(int from) {
        int i = digits(from);
        if (i == from) {
            throw bad("a digit was expected", i);
        }
        return i;
    }

    private int digits(int from) {
        int i = from;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }

    private static JsonException bad(String reason, int offset) {
        return new JsonException(reason, offset);
    }
}
