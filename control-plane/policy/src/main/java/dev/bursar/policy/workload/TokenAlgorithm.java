package dev.bursar.policy.workload;

import java.util.Arrays;
import java.util.Optional;

/** Signatures that are believed (RFC 7518, RFC 8037). There is no {@code none}, and nothing with a shared secret. */
public enum TokenAlgorithm {
    RS256("RS256", "RSA", "SHA256withRSA"),
    ES256("ES256", "EC", "SHA256withECDSAinP1363Format"),
    EDDSA("EdDSA", "Ed25519", "Ed25519");

    private final String text;
    private final String keyAlgorithm;
    private final String signatureAlgorithm;

    TokenAlgorithm(String text, String keyAlgorithm, String signatureAlgorithm) {
        this.text = text;
        this.keyAlgorithm = keyAlgorithm;
        this.signatureAlgorithm = signatureAlgorithm;
    }

    /** As a token's header names it. */
    public String text() {
        return text;
    }

    /** The JDK's name for its keys. */
    String keyAlgorithm() {
        return keyAlgorithm;
    }

    /** The JDK's name for its signatures. */
    String signatureAlgorithm() {
        return signatureAlgorithm;
    }

    public static Optional<TokenAlgorithm> of(String text) {
        return Arrays.stream(values()).filter(a -> a.text.equals(text)).findFirst();
    }
}
