package dev.bursar.server.platform.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Envelope encryption (AES-256-GCM). Each value has a data key of its own; the data key is wrapped under a key that
 * HKDF-SHA256 derives from the key encryption key for one purpose. The binding is authenticated in both layers, so a
 * sealed value that is moved elsewhere does not open.
 *
 * <pre>version (1) | wrapped data key: IV (12), key (32), tag (16) | IV (12) | ciphertext | tag (16)</pre>
 */
public final class KeyEncryptionKey {
    private static final byte VERSION = 1;
    private static final int IV = 12;
    private static final int TAG = 16;
    private static final int KEY = 32;
    private static final int WRAPPED = IV + KEY + TAG;

    private final byte[] kek;
    private final SecureRandom random;

    KeyEncryptionKey(byte[] kek, SecureRandom random) {
        this.kek = kek.clone();
        this.random = random;
    }

    /** @param purpose separates keys of different uses. @param boundTo what the value belongs to; opening demands it */
    public byte[] seal(String purpose, String boundTo, byte[] plaintext) {
        try {
            byte[] dataKey = new byte[KEY];
            random.nextBytes(dataKey);
            byte[] wrapped = encrypt(derive(purpose, "AES"), boundTo, dataKey);
            byte[] sealed = encrypt(new SecretKeySpec(dataKey, "AES"), boundTo, plaintext);
            Arrays.fill(dataKey, (byte) 0);
            return ByteBuffer.allocate(1 + WRAPPED + sealed.length)
                    .put(VERSION)
                    .put(wrapped)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    /** @throws GeneralSecurityException if it was sealed otherwise, bound to something else, or altered */
    public byte[] open(String purpose, String boundTo, byte[] sealed) throws GeneralSecurityException {
        if (sealed.length < 1 + WRAPPED + IV + TAG || sealed[0] != VERSION) {
            throw new GeneralSecurityException("not a sealed value");
        }
        byte[] dataKey = decrypt(derive(purpose, "AES"), boundTo, sealed, 1, WRAPPED);
        return decrypt(new SecretKeySpec(dataKey, "AES"), boundTo, sealed, 1 + WRAPPED, sealed.length - 1 - WRAPPED);
    }

    /** A keyed digest: equal input, equal output, and no way back without the key. */
    public byte[] digest(String purpose, byte[] input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(derive(purpose, "HmacSHA256"));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "KeyEncryptionKey[…]";
    }

    private SecretKey derive(String purpose, String algorithm) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        algorithm,
                        HKDFParameterSpec.ofExtract()
                                .addIKM(kek)
                                .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY));
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
