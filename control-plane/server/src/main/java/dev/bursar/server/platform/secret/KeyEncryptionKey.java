package dev.bursar.server.platform.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Envelope encryption (AES-256-GCM). Each value has a data key of its own; the data key is wrapped under a key that
 * HKDF-SHA256 derives from a key encryption key for one purpose. The binding is authenticated in both layers, so a
 * sealed value that is moved elsewhere does not open.
 *
 * <p>There may be several key encryption keys: new values are sealed under the newest, the others open what is older.
 * Putting a value under the newest wraps its data key anew and leaves the value itself as it is.
 *
 * <pre>
 * 1 | wrapped data key: IV (12), key (32), tag (16) | IV (12) | ciphertext | tag (16)    before keys had ids
 * 2 | id of the key encryption key (8) | and then as above
 * </pre>
 */
public final class KeyEncryptionKey {
    private static final byte FIRST = 1;
    private static final byte VERSION = 2;
    private static final int IV = 12;
    private static final int TAG = 16;
    private static final int KEY = 32;
    private static final int WRAPPED = IV + KEY + TAG;

    private final WrappingKey newest;
    private final WrappingKey oldest;
    private final Map<KeyId, WrappingKey> keys = new LinkedHashMap<>();
    private final SecureRandom random;

    /** @param keys one or more, the newest first */
    KeyEncryptionKey(List<byte[]> keys, SecureRandom random) {
        List<WrappingKey> all = keys.stream().map(WrappingKey::new).toList();
        this.newest = all.getFirst();
        this.oldest = all.getLast();
        all.forEach(key -> this.keys.putIfAbsent(key.id(), key));
        this.random = random;
    }

    /** Under which new values are sealed. */
    public KeyId newest() {
        return newest.id();
    }

    /** Which ones are here. */
    public Set<KeyId> known() {
        return Set.copyOf(keys.keySet());
    }

    /** What sealed values under the newest key begin with, and no others do. */
    byte[] newestPrefix() {
        return ByteBuffer.allocate(1 + KeyId.BYTES)
                .put(VERSION)
                .putLong(newest.id().value())
                .array();
    }

    /** @return under which key it is; empty: it says nothing, being older than the keys' ids */
    static Optional<KeyId> idOf(byte[] prefix) {
        return prefix.length == 1 + KeyId.BYTES && prefix[0] == VERSION
                ? Optional.of(KeyId.of(Arrays.copyOfRange(prefix, 1, prefix.length)))
                : Optional.empty();
    }

    /** @param purpose separates keys of different uses. @param boundTo what the value belongs to; opening demands it */
    public byte[] seal(String purpose, String boundTo, byte[] plaintext) {
        try {
            byte[] dataKey = new byte[KEY];
            random.nextBytes(dataKey);
            byte[] wrapped = wrap(purpose, boundTo, dataKey);
            byte[] sealed = encrypt(new SecretKeySpec(dataKey, "AES"), boundTo, plaintext);
            Arrays.fill(dataKey, (byte) 0);
            return joined(wrapped, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    /** @throws GeneralSecurityException if it was sealed otherwise, bound to something else, or altered */
    public byte[] open(String purpose, String boundTo, byte[] sealed) throws GeneralSecurityException {
        byte[] dataKey = dataKey(purpose, boundTo, sealed);
        int start = start(sealed) + WRAPPED;
        return decrypt(new SecretKeySpec(dataKey, "AES"), boundTo, sealed, start, sealed.length - start);
    }

    /**
     * The same value under the newest key.
     *
     * @return empty: it is under it already
     * @throws GeneralSecurityException as {@link #open}
     */
    public Optional<byte[]> rewrap(String purpose, String boundTo, byte[] sealed) throws GeneralSecurityException {
        byte[] prefix = newestPrefix();
        if (sealed.length > prefix.length && Arrays.equals(prefix, Arrays.copyOf(sealed, prefix.length))) {
            return Optional.empty();
        }
        byte[] dataKey = dataKey(purpose, boundTo, sealed);
        byte[] rest = Arrays.copyOfRange(sealed, start(sealed) + WRAPPED, sealed.length);
        return Optional.of(joined(wrap(purpose, boundTo, dataKey), rest));
    }

    /** What keyed hashes began with, before they had keys of their own: the oldest key made those that are stored. */
    byte[] hashKey(String purpose) {
        try {
            return oldest.derive(purpose, "HmacSHA256").getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is part of every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "KeyEncryptionKey[newest=" + newest.id() + "]";
    }

    private byte[] wrap(String purpose, String boundTo, byte[] dataKey) throws GeneralSecurityException {
        return encrypt(newest.derive(purpose, "AES"), boundTo, dataKey);
    }

    private byte[] joined(byte[] wrapped, byte[] sealed) {
        byte[] prefix = newestPrefix();
        return ByteBuffer.allocate(prefix.length + WRAPPED + sealed.length)
                .put(prefix)
                .put(wrapped)
                .put(sealed)
                .array();
    }

    private byte[] dataKey(String purpose, String boundTo, byte[] sealed) throws GeneralSecurityException {
        int start = start(sealed);
        if (sealed.length < start + WRAPPED + IV + TAG) {
            throw new GeneralSecurityException("not a sealed value");
        }
        if (sealed[0] == VERSION) {
            WrappingKey key = keys.get(KeyId.of(Arrays.copyOfRange(sealed, 1, start)));
            if (key == null) {
                throw new GeneralSecurityException("sealed under a key that is not here");
            }
            return decrypt(key.derive(purpose, "AES"), boundTo, sealed, start, WRAPPED);
        }
        return underAny(purpose, boundTo, sealed, start);
    }

    private byte[] underAny(String purpose, String boundTo, byte[] sealed, int start) throws GeneralSecurityException {
        GeneralSecurityException last = new GeneralSecurityException("no key opens it");
        for (WrappingKey key : keys.values()) {
            try {
                return decrypt(key.derive(purpose, "AES"), boundTo, sealed, start, WRAPPED);
            } catch (GeneralSecurityException e) {
                last = e;
            }
        }
        throw last;
    }

    /** Where the wrapped data key begins. */
    private static int start(byte[] sealed) throws GeneralSecurityException {
        if (sealed.length > 0 && sealed[0] == VERSION) {
            return 1 + KeyId.BYTES;
        }
        if (sealed.length > 0 && sealed[0] == FIRST) {
            return 1;
        }
        throw new GeneralSecurityException("not a sealed value");
    }

    private byte[] encrypt(SecretKey key, String boundTo, byte[] plaintext) throws GeneralSecurityException {
        byte[] iv = new byte[IV];
        random.nextBytes(iv);
        Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, iv, boundTo);
        byte[] sealed = cipher.doFinal(plaintext);
        return ByteBuffer.allocate(IV + sealed.length).put(iv).put(sealed).array();
    }

    private static byte[] decrypt(SecretKey key, String boundTo, byte[] from, int offset, int length)
            throws GeneralSecurityException {
        byte[] iv = Arrays.copyOfRange(from, offset, offset + IV);
        return cipher(Cipher.DECRYPT_MODE, key, iv, boundTo).doFinal(from, offset + IV, length - IV);
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] iv, String boundTo) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, iv));
        cipher.updateAAD(boundTo.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
