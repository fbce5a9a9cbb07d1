package dev.bursar.gateway.edge;

/**
 * An upper bound on how long base64 audio plays, from the first bytes of the file, without decoding the rest.
 *
 * <p>WAV with plain samples: the file's bytes over bytes per second, from the {@code fmt} chunk (RIFF, "Multimedia
 * Programming Interface and Data Specifications 1.0"). MP3: the file's bytes over 1,000, the lowest bit rate of Layer III
 * being 8 kbit/s (ISO/IEC 13818-3, table of bit rates); free-format streams are not taken. Everything else compresses
 * silence to nearly nothing, so that its bytes bound no time.
 */
final class AudioLength {
    /** No bound can be read off the file. */
    static final long UNKNOWN = -1;

    private static final int HEAD = 48;
    private static final int MP3_LEAST_BYTES_PER_SECOND = 1_000;
    private static final int WAV_PLAIN = 1;
    private static final int WAV_FLOAT = 3;
    private static final int WAV_EXTENSIBLE = 0xfffe;

    private AudioLength() {}

    /** @param bytes a JSON string's inside stands in them from (inclusive) to (exclusive). @return rounded up */
    static long seconds(byte[] bytes, int from, int to) {
        Base64Text data = new Base64Text(bytes, from, to);
        byte[] head = data.bytes(0, HEAD);
        if (is(head, 0, "RIFF") && is(head, 8, "WAVEfmt ")) {
            long perSecond = wavBytesPerSecond(head);
            return perSecond <= 0 ? UNKNOWN : data.most() / perSecond + 1;
        }
        long start = is(head, 0, "ID3") ? pastId3(head) : 0;
        byte[] frame = start == 0 ? head : data.bytes(start, 4);
        return layer3(frame) ? data.most() / MP3_LEAST_BYTES_PER_SECOND + 1 : UNKNOWN;
    }

    private static long wavBytesPerSecond(byte[] head) {
        if (head.length < HEAD) {
            return 0;
        }
        int tag = little(head, 20, 2);
        int kind = tag == WAV_EXTENSIBLE ? little(head, 44, 2) : tag;
        long channels = little(head, 22, 2);
        long samplesPerSecond = Integer.toUnsignedLong(little(head, 24, 4));
        int align = little(head, 32, 2);
        int bits = little(head, 34, 2);
        boolean plain = (kind == WAV_PLAIN || kind == WAV_FLOAT) && bits % 8 == 0 && align == channels * bits / 8;
        return plain ? samplesPerSecond * align : 0;
    }

    /** Where the tag at the file's start ends (id3.org, "ID3v2.4 main structure", 3.1). */
    private static long pastId3(byte[] head) {
        if (head.length < 10) {
            return 0;
        }
        long size = 0;
        for (int i = 6; i < 10; i++) {
            size = size << 7 | head[i] & 0x7f;
        }
        boolean footer = (head[5] & 0x10) != 0;
        return 10 + size + (footer ? 10 : 0);
    }

    /** A frame header of Layer III with a bit rate and a sampling rate. */
    private static boolean layer3(byte[] frame) {
        return frame.length >= 4
                && (frame[0] & 0xff) == 0xff
                && (frame[1] & 0xe0) == 0xe0
                && (frame[1] & 0x18) != 0x08
                && (frame[1] & 0x06) == 0x02
                && (frame[2] & 0xf0) != 0
                && (frame[2] & 0xf0) != 0xf0
                && (frame[2] & 0x0c) != 0x0c;
    }

    private static int little(byte[] bytes, int from, int count) {
        int value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | bytes[from + i] & 0xff;
        }
        return value;
    }

    private static boolean is(byte[] bytes, int from, String ascii) {
        if (bytes.length < from + ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
