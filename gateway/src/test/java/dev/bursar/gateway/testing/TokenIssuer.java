package dev.bursar.gateway.testing;

import com.google.protobuf.ByteString;
import dev.bursar.nodeapi.v1.WorkloadKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** Somebody else's issuer of tokens: a build service, a cluster. */
public final class TokenIssuer {
    public static final String ISSUER = "https://ci.example";
    public static final String AUDIENCE = "bursar:acme";
    public static final String SUBJECT = "repo:acme/shop:ref:refs/heads/main";

    private final KeyPair pair;
    private final String keyId;

    public TokenIssuer(String keyId) {
        this.keyId = keyId;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public PublicKey publicKey() {
        return pair.getPublic();
    }

    /** As policy tells it. */
    public WorkloadKey key() {
        return WorkloadKey.newBuilder()
                .setKeyId(keyId)
                .setAlgorithm("RS256")
                .setPublicKey(ByteString.copyFrom(pair.getPublic().getEncoded()))
                .build();
    }

    /** A good token, for five minutes. */
    public String token(String subject) {
        return signed(claims(subject, AUDIENCE, now() - 5, now() + 300));
    }

    public String signed(String claims) {
        return sign("{\"alg\":\"RS256\",\"kid\":\"" + keyId + "\",\"typ\":\"JWT\"}", claims);
    }

    public String sign(String header, String claims) {
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(pair.getPrivate());
            signer.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String claims(String subject, String audience, long notBefore, long expires) {
        return "{\"iss\":\"" + ISSUER + "\",\"sub\":\"" + subject + "\",\"aud\":\"" + audience + "\",\"iat\":"
                + notBefore + ",\"nbf\":" + notBefore + ",\"exp\":" + expires + ",\"extra\":{\"run\":[1,2]}}";
    }

    public static long now() {
        return System.currentTimeMillis() / 1000;
    }

    public static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
