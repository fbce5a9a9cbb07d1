package dev.bursar.server.audit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One text for one value: members sorted by their names' UTF-16 code units, no white space, only the escapes that JSON
 * demands (as RFC 8785), integers as plain digits whatever their size. Fractions are refused: an amount is an integer
 * or a decimal in a string.
 */
final class CanonicalJson {
    private static final String HEX = "0123456789abcdef";

    private CanonicalJson() {}

    static String of(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Boolean flag -> out.append(flag);
            case Map<?, ?> members -> object(out, members);
            case List<?> items -> array(out, items);
            case Number number -> number(out, number);
            default -> text(out, value.toString());
        }
    }

    private static void number(StringBuilder out, Number number) {
        if (number instanceof Double
                || number instanceof Float
                || !number.toString().matches("-?\\d+")) {
            throw new IllegalArgumentException("a fraction has no one text: " + number);
        }
        out.append(number);
    }

    private static void object(StringBuilder out, Map<?, ?> members) {
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        members.forEach((name, value) -> sorted.put(String.valueOf(name), value));
        out.append('{');
        String separator = "";
        for (Map.Entry<String, @Nullable Object> member : sorted.entrySet()) {
            out.append(separator);
            text(out, member.getKey());
            out.append(':');
            write(out, member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private static void array(StringBuilder out, List<?> items) {
        out.append('[');
        String separator = "";
        for (Object item : items) {
            out.append(separator);
            write(out, item);
            separator = ",";
        }
        out.append(']');
    }

    private static void text(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(out, text.charAt(i));
        }
        out.append('"');
    }

    private static void character(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < 0x20) {
                    out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
