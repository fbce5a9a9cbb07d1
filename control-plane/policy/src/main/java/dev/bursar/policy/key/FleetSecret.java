package dev.bursar.policy.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The one secret that the control plane shares with its nodes, at least 32 random bytes. From it come, by HKDF-SHA256
 * (RFC 5869): the pepper of key hashes, and the key that seals provider credentials on their way to nodes and in a
 * node's snapshot on disk.
 */
public final class FleetSecret {
    private static final int LEAST_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey pepper;
    private final SecretKey seal;

    public FleetSecret(byte[] secret) {
        if (secret.length < LEAST_BYTES) {
            throw new IllegalArgumentException("a fleet secret has at least 32 bytes");
        }
        this.pepper = derive(secret, "bursar key pepper v1", "HmacSHA256");
        this.seal = derive(secret, "bursar credential seal v1", "AES");
    }

    /** The file form: base64 of the bytes, white space ignored. */
    public static FleetSecret parse(String base64) {
        return new FleetSecret(Base64.getMimeDecoder().decode(base64.strip()));
    }

    /** A hasher for one thread. */
    public KeyHasher hasher() {
        return new KeyHasher(pepper);
    }

    /** @param boundTo what the plaintext belongs to; unsealing demands the same */
    public byte[] seal(byte[] plaintext, String boundTo, SecureRandom random) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv, boundTo).doFinal(plaintext);
            byte[] out = new byte[IV_BYTES + sealed.length];
            System.arraycopy(iv, 0, out, 0, IV_BYTES);
            System.arraycopy(sealed, 0, out, IV_BYTES, sealed.length);
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    /** @throws GeneralSecurityException if it was sealed under another secret, bound to something else, or altered */
    public byte[] unseal(byte[] sealed, String boundTo) throws GeneralSecurityException {
        if (sealed.length < IV_BYTES) {
            throw new GeneralSecurityException("sealed value is too short");
        }
        byte[] iv = Arrays.copyOf(sealed, IV_BYTES);
        return cipher(Cipher.DECRYPT_MODE, iv, boundTo).doFinal(sealed, IV_BYTES, sealed.length - IV_BYTES);
    }

    /** What a provider's credential is bound to on its way to a node: moving it to another URL breaks the seal. */
    public static String credentialBinding(String organizationId, String providerId, String baseUrl) {
        return organizationId + "\n" + providerId + "\n" + baseUrl;
    }

    @Override
    public String toString() {
        return "FleetSecret[…]";
    }

    private Cipher cipher(int mode, byte[] iv, String boundTo) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, seal, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(boundTo.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static SecretKey derive(byte[] secret, String purpose, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret)
                                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), LEAST_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF is part of JDK 25", e);
        }
    }
}
