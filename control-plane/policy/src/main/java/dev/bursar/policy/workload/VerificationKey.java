package dev.bursar.policy.workload;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Objects;

/**
 * One public key of an issuer, for one algorithm: the key says which, never the token. Weak keys do not exist here.
 * Immutable; any thread.
 */
public final class VerificationKey {
    public static final int MAX_ID_LENGTH = 400;
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    private static final int P256_BITS = 256;

    private final String id;
    private final TokenAlgorithm algorithm;
    private final byte[] encoded;
    private final PublicKey key;

    /**
     * @param id {@code kid}; empty where the issuer gives it none
     * @param encoded X.509 SubjectPublicKeyInfo
     * @throws IllegalArgumentException if it is no such key, or a weak one
     */
    public VerificationKey(String id, TokenAlgorithm algorithm, byte[] encoded) {
        if (id.length() > MAX_ID_LENGTH) {
            throw new IllegalArgumentException("a key's id is longer than " + MAX_ID_LENGTH + " characters");
        }
        this.id = id;
        this.algorithm = algorithm;
        this.encoded = encoded.clone();
        this.key = decoded(algorithm, encoded);
    }

    public String id() {
        return id;
    }

    public TokenAlgorithm algorithm() {
        return algorithm;
    }

    /** X.509 SubjectPublicKeyInfo. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /** Whether this key signed it. Never throws. */
    public boolean verifies(byte[] signed, byte[] signature) {
        try {
            Signature check = Signature.getInstance(algorithm.signatureAlgorithm());
            check.initVerify(key);
            check.update(signed);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerificationKey that
                && id.equals(that.id)
                && algorithm == that.algorithm
                && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, algorithm, Arrays.hashCode(encoded));
    }

    @Override
    public String toString() {
        return "VerificationKey[" + algorithm.text() + " " + id + "]";
    }

    private static PublicKey decoded(TokenAlgorithm algorithm, byte[] encoded) {
        PublicKey key;
        try {
            key = KeyFactory.getInstance(algorithm.keyAlgorithm()).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this is no public key for " + algorithm.text(), e);
        }
        if (key instanceof RSAPublicKey rsa && !strong(rsa) || key instanceof ECPublicKey ec && !onP256(ec)) {
            throw new IllegalArgumentException("this public key is not strong enough for " + algorithm.text());
        }
        return key;
    }

    private static boolean strong(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        return bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS;
    }

    /** The JDK knows one curve of this size. */
    private static boolean onP256(ECPublicKey key) {
        return key.getParams().getCurve().getField().getFieldSize() == P256_BITS;
    }
}
