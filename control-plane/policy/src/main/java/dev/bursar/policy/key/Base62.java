package dev.bursar.policy.key;

import java.security.SecureRandom;
import java.util.zip.CRC32;

/** Digits that a double click selects as one word, and the checksum that tells a mistyped secret from an unknown one. */
final class Base62 {
    static final int CRC_LENGTH = 6;
    private static final char[] DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();

    private Base62() {}

    static void appendRandom(StringBuilder text, int length, SecureRandom random) {
        for (int i = 0; i < length; i++) {
            text.append(DIGITS[random.nextInt(DIGITS.length)]);
        }
    }

    static String crc(CharSequence body) {
        CRC32 crc = new CRC32();
        for (int i = 0; i < body.length(); i++) {
            crc.update(body.charAt(i) & 0x7f);
        }
        long value = crc.getValue();
        char[] digits = new char[CRC_LENGTH];
        for (int i = CRC_LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS[(int) (value % DIGITS.length)];
            value /= DIGITS.length;
        }
        return new String(digits);
    }

    /** Does it end with the checksum of what stands before? */
    static boolean isWhole(String text) {
        int body = text.length() - CRC_LENGTH;
        return body > 0 && crc(text.substring(0, body)).equals(text.substring(body));
    }
}
