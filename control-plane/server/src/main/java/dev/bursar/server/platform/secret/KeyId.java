package dev.bursar.server.platform.secret;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Which key encryption key: derived from it, and no way back. Eight bytes. */
public record KeyId(long value) {
    static final int BYTES = 8;

    /** @throws IllegalArgumentException unless there are eight bytes */
    public static KeyId of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key's id has " + BYTES + " bytes");
        }
        return new KeyId(ByteBuffer.wrap(bytes).getLong());
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(value).array();
    }

    /** 16 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
