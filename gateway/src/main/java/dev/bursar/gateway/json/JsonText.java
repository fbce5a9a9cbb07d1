package dev.bursar.gateway.json;

import java.nio.charset.StandardCharsets;

/** Writes a small JSON text, commas included. Names are plain ASCII and not escaped; string values are. */
public final class JsonText {
    private final StringBuilder out = new StringBuilder(256);
    private boolean comma;

    public JsonText open(char bracket) {
        separate();
        out.append(bracket);
        comma = false;
        return this;
    }

    public JsonText close(char bracket) {
        out.append(bracket);
        comma = true;
        return this;
    }

    public JsonText name(String name) {
        separate();
        out.append('"').append(name).append("\":");
        comma = false;
        return this;
    }

    public JsonText string(String value) {
        separate();
        quote(out, value);
        return this;
    }

    /** The text of a number or literal, as it stands. */
    public JsonText raw(CharSequence text) {
        separate();
        out.append(text);
        return this;
    }

    public JsonText raw(long number) {
        separate();
        out.append(number);
        return this;
    }

    public byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** The value in quotes, escaped. */
    public static String quoted(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2);
        quote(out, value);
        return out.toString();
    }

    private void separate() {
        if (comma) {
            out.append(',');
        }
        comma = true;
    }

    private static void quote(StringBuilder out, String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c) && !paired(value, i)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean paired(String value, int i) {
        return Character.isHighSurrogate(value.charAt(i))
                ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
    }
}
