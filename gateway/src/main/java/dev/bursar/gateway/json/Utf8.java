package dev.bursar.gateway.json;

/** Checks multi-byte sequences: shortest form, no surrogates, nothing above U+10FFFF (RFC 3629). */
final class Utf8 {
    private Utf8() {}

    /** @return the index after the sequence that starts at {@code at}; the negated index where it is wrong */
    static int passSequence(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || at + length > end) {
            return -at;
        }
        int second = bytes[at + 1] & 0xff;
        boolean tooShortOrFar = first == 0xe0 && second < 0xa0
                || first == 0xed && second > 0x9f
                || first == 0xf0 && second < 0x90
                || first == 0xf4 && second > 0x8f;
        if (tooShortOrFar) {
            return -at;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return -at;
            }
        }
        return at + length;
    }
}
