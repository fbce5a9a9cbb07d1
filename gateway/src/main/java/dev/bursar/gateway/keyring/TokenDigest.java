package dev.bursar.gateway.keyring;

import java.nio.ByteBuffer;

/** SHA-256 of a token: what is remembered instead of it. */
record TokenDigest(long first, long second, long third, long fourth) {
    static TokenDigest of(byte[] sha256) {
        ByteBuffer in = ByteBuffer.wrap(sha256);
        return new TokenDigest(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }
}
