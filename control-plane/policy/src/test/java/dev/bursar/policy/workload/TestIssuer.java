package dev.bursar.policy.workload;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;

/** Signs tokens as somebody else's issuer does. */
final class TestIssuer {
    final TokenAlgorithm algorithm;
    final VerificationKey key;
    private final KeyPair pair;

    TestIssuer(TokenAlgorithm algorithm, String keyId) {
        this.algorithm = algorithm;
        this.pair = generate(algorithm);
        this.key = new VerificationKey(keyId, algorithm, pair.getPublic().getEncoded());
    }

    CompactToken sign(TokenClaims claims) {
        byte[] signed = (base64("{\"alg\":\"" + claims.algorithm() + "\"}") + "." + base64(claims.toString()))
                .getBytes(StandardCharsets.US_ASCII);
        return new CompactToken(new byte[0], new byte[0], signed, signature(signed));
    }

    TokenClaims claims(String subject) {
        return new TokenClaims(
                algorithm.text(), key.id(), false, "https://ci.example", subject, List.of("bursar:acme"), 2_000, 0);
    }

    byte[] signature(byte[] signed) {
        try {
            Signature signer = Signature.getInstance(algorithm.signatureAlgorithm());
            signer.initSign(pair.getPrivate());
            signer.update(signed);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair generate(TokenAlgorithm algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.keyAlgorithm());
            switch (algorithm) {
                case RS256 -> generator.initialize(2048);
                case ES256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case EDDSA -> {}
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
