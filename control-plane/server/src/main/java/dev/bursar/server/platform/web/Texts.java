package dev.bursar.server.platform.web;

/** What may be stored as text. */
public final class Texts {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private Texts() {}

    /** False for U+0000 and half surrogates: PostgreSQL stores neither. */
    public static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            } else if (Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /**
     * False for characters that nobody sees and that turn a name into another one's double, or the words around it round:
     * control characters but for tabs and line breaks, marks without width, overrides of the writing direction. A byte
     * order mark is nothing unusual at the beginning of a file's text.
     */
    public static boolean visible(String text) {
        return text.codePoints().noneMatch(Texts::hides)
                && (text.length() == 1 ? text.charAt(0) != BYTE_ORDER_MARK : text.indexOf(BYTE_ORDER_MARK, 1) < 0);
    }

    private static boolean hides(int c) {
        boolean control = Character.getType(c) == Character.CONTROL && c != '\t' && c != '\n' && c != '\r';
        boolean direction = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
        boolean noWidth = c == 0x200b || c >= 0x2060 && c <= 0x2064;
        return control || direction || noWidth;
    }
}
