package dev.bursar.server.scim.protocol;

import dev.bursar.server.platform.web.Texts;
import java.util.Locale;

/** Reads a filter or path from left to right. Spaces between parts don't matter. */
final class Scanner {
    private static final String NAME_SIGNS = "-_$:.";

    private final String text;
    private final ScimType blame;
    private int at;

    /** @param blame what is wrong where the text is */
    Scanner(String text, ScimType blame) {
        this.text = text;
        this.blame = blame;
    }

    /** Letters, digits and the signs of names; empty if there is something else. */
    String word() {
        skipSpaces();
        int start = at;
        while (at < text.length() && isNameSign(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** The next word, if it is this one; letters' case does not matter. */
    boolean takeWord(String wanted) {
        int before = at;
        if (word().toLowerCase(Locale.ROOT).equals(wanted)) {
            return true;
        }
        at = before;
        return false;
    }

    boolean take(char wanted) {
        skipSpaces();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    void need(char wanted) {
        if (!take(wanted)) {
            throw wrong("'" + wanted + "' is missing at character " + (at + 1) + ".");
        }
    }

    boolean isNextQuote() {
        skipSpaces();
        return at < text.length() && text.charAt(at) == '"';
    }

    void end() {
        skipSpaces();
        if (at < text.length()) {
            throw wrong("It goes on after its end, at character " + (at + 1) + ".");
        }
    }

    /** A JSON string. */
    String string() {
        need('"');
        StringBuilder read = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            read.append(c == '\\' ? escaped() : c);
        }
        need('"');
        if (!Texts.storable(read.toString())) {
            throw wrong("A value has a character that cannot be stored.");
        }
        return read.toString();
    }

    ScimException wrong(String detail) {
        return ScimException.bad(blame, detail);
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> throw wrong("There is no such escape, at character " + at + ".");
        };
    }

    private char hexadecimal() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at++), 16) : -1;
            if (digit < 0) {
                throw wrong("\\u takes four hexadecimal digits.");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private static boolean isNameSign(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || NAME_SIGNS.indexOf(c) >= 0);
    }
}
