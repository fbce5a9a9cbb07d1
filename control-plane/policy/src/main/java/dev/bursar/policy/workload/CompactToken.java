package dev.bursar.policy.workload;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A signed token (RFC 7515, compact form) cut into its parts. Nothing of it is believed yet.
 *
 * @param header JSON, undecoded
 * @param claims JSON, undecoded
 * @param signed what the signature is over
 */
public record CompactToken(byte[] header, byte[] claims, byte[] signed, byte[] signature) {
    /** Real ones have one to three kilobytes. */
    public static final int MAX_LENGTH = 8192;

    /** Whether a credential is meant as a token; cheap, and no more than a look at its form. */
    public static boolean resembles(byte[] in, int offset, int length) {
        return length > 2 && in[offset] == 'e' && in[offset + 1] == 'y';
    }

    /** Empty if it is none. Never throws. */
    public static Optional<CompactToken> parse(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (text.length() > MAX_LENGTH || first < 1 || second < first + 2 || second == text.length() - 1) {
            return Optional.empty();
        }
        if (!text.chars().allMatch(CompactToken::allowed) || text.indexOf('.', second + 1) >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CompactToken(
                    decoded(text, 0, first),
                    decoded(text, first + 1, second),
                    text.substring(0, second).getBytes(StandardCharsets.US_ASCII),
                    decoded(text, second + 1, text.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "CompactToken[…]";
    }

    private static byte[] decoded(String text, int from, int to) {
        return Base64.getUrlDecoder().decode(text.substring(from, to));
    }

    private static boolean allowed(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }
}
