package dev.bursar.server.machine;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import dev.bursar.policy.workload.TokenAlgorithm;
import dev.bursar.policy.workload.TrustTerms;
import dev.bursar.policy.workload.VerificationKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A JWK set (RFC 7517), down to the keys that verify tokens here. What is of another kind, or weak, is left out. */
final class KeySet {
    /** Of a SubjectPublicKeyInfo with an Ed25519 key (RFC 8410). */
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    private KeySet() {}

    /** @throws IOException with a sentence fit for people, if it is no key set or has no usable key or too many */
    static List<VerificationKey> read(byte[] document) throws IOException {
        JWKSet set;
        try {
            set = JWKSet.parse(new String(document, StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new IOException("The answer is no JWK set.", e);
        }
        Map<String, VerificationKey> keys = new LinkedHashMap<>();
        for (JWK jwk : set.getKeys()) {
            key(jwk).ifPresent(key -> keys.putIfAbsent(key.algorithm() + " " + key.id(), key));
        }
        if (keys.isEmpty() || keys.size() > TrustTerms.MOST_KEYS) {
            throw new IOException("The JWK set has " + keys.size() + " usable keys; 1 to " + TrustTerms.MOST_KEYS
                    + " are taken (RSA of 2048 bits or more, P-256, Ed25519).");
        }
        return List.copyOf(keys.values());
    }

    private static Optional<VerificationKey> key(JWK jwk) {
        if (KeyUse.ENCRYPTION.equals(jwk.getKeyUse()) || jwk.isPrivate()) {
            return Optional.empty();
        }
        try {
            return switch (jwk) {
                case RSAKey rsa ->
                    key(jwk, TokenAlgorithm.RS256, rsa.toPublicKey().getEncoded());
                case ECKey ec
                when Curve.P_256.equals(ec.getCurve()) ->
                    key(jwk, TokenAlgorithm.ES256, ec.toPublicKey().getEncoded());
                case OctetKeyPair pair
                when Curve.Ed25519.equals(pair.getCurve()) -> key(jwk, TokenAlgorithm.EDDSA, encoded(pair));
                default -> Optional.empty();
            };
        } catch (JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<VerificationKey> key(JWK jwk, TokenAlgorithm algorithm, byte[] encoded) {
        boolean meant = jwk.getAlgorithm() == null
                || jwk.getAlgorithm().getName().equals(algorithm.text())
                || algorithm == TokenAlgorithm.EDDSA
                        && jwk.getAlgorithm().getName().equals("Ed25519");
        String id = Objects.requireNonNullElse(jwk.getKeyID(), "");
        return meant ? Optional.of(new VerificationKey(id, algorithm, encoded)) : Optional.empty();
    }

    private static byte[] encoded(OctetKeyPair pair) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ED25519);
        out.writeBytes(pair.getDecodedX());
        return out.toByteArray();
    }
}
