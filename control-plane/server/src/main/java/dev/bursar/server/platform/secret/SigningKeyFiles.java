package dev.bursar.server.platform.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** An Ed25519 key pair as two PEM files: {@code <name>.pem} (PKCS#8) and {@code <name>.pub.pem} (SPKI). */
final class SigningKeyFiles {
    private static final int LINE = 64;

    private final SecretFiles files;

    SigningKeyFiles(SecretFiles files) {
        this.files = files;
    }

    KeyPair keyPair(String name) {
        String privateFile = name + ".pem";
        String publicFile = name + ".pub.pem";
        if (!files.exists(privateFile) && !files.exists(publicFile)) {
            generate(privateFile, publicFile);
        }
        try {
            KeyFactory ed25519 = KeyFactory.getInstance("Ed25519");
            PrivateKey privateKey = ed25519.generatePrivate(new PKCS8EncodedKeySpec(decode(privateFile)));
            PublicKey publicKey = ed25519.generatePublic(new X509EncodedKeySpec(decode(publicFile)));
            return new KeyPair(publicKey, privateKey);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SecretException(
                    "The secrets " + files.path(privateFile) + " and " + files.path(publicFile)
                            + " are not an Ed25519 key pair in PEM.",
                    e);
        }
    }

    private void generate(String privateFile, String publicFile) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            files.create(publicFile, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            files.create(privateFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of every JDK", e);
        }
    }

    private byte[] decode(String fileName) {
        String body = files.read(fileName).replaceAll("-----[A-Z ]+-----", "");
        return Base64.getMimeDecoder().decode(body.strip());
    }

    private static String pem(String type, byte[] content) {
        String body = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
