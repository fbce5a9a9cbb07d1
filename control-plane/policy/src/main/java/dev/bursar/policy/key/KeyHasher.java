package dev.bursar.policy.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** HMAC-SHA256 of a key's ASCII text under the fleet's pepper. Not thread-safe: one for each thread. */
public final class KeyHasher {
    public static final int HASH_BYTES = 32;

    private final Mac mac;

    KeyHasher(SecretKey pepper) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(pepper);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    public byte[] hash(KeyText key) {
        return mac.doFinal(key.reveal().getBytes(StandardCharsets.US_ASCII));
    }

    /** The same over bytes that stand in a request. The result is written to {@code out}, 32 bytes from 0. */
    public void hash(byte[] key, int offset, int length, byte[] out) {
        mac.update(key, offset, length);
        try {
            mac.doFinal(out, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("out is shorter than a hash", e);
        }
    }
}
