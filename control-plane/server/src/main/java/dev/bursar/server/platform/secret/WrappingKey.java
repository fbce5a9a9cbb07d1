package dev.bursar.server.platform.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** One key encryption key. What it is used with are keys that HKDF-SHA256 derives from it, one for each purpose. */
final class WrappingKey {
    private static final int KEY = 32;
    private static final String ID = "bursar key id v1";

    private final byte[] key;
    private final KeyId id;

    WrappingKey(byte[] key) {
        this.key = key.clone();
        try {
            this.id = KeyId.of(derive(ID, "raw", KeyId.BYTES).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is part of every JDK", e);
        }
    }

    KeyId id() {
        return id;
    }

    SecretKey derive(String purpose, String algorithm) throws GeneralSecurityException {
        return derive(purpose, algorithm, KEY);
    }

    private SecretKey derive(String purpose, String algorithm, int bytes) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        algorithm,
                        HKDFParameterSpec.ofExtract()
                                .addIKM(key)
                                .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), bytes));
    }

    @Override
    public String toString() {
        return "WrappingKey[" + id + "]";
    }
}
