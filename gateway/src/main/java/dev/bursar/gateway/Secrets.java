package dev.bursar.gateway;

import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.revision.RevisionVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads the two secrets that a node shares with its control plane. What is wrong with a file is named, its content never. */
final class Secrets {
    private final Path directory;

    Secrets(Path directory) {
        this.directory = directory;
    }

    FleetSecret fleet() {
        try {
            return FleetSecret.parse(read("fleet.secret"));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(directory.resolve("fleet.secret") + " is not a fleet secret", e);
        }
    }

    RevisionVerifier verifier() {
        return new RevisionVerifier(publicKey());
    }

    private PublicKey publicKey() {
        String pem = read("policy-signing.pub.pem").replaceAll("-----[A-Z ]+-----", "");
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(
                            new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    directory.resolve("policy-signing.pub.pem") + " is not an Ed25519 public key in PEM", e);
        }
    }

    private String read(String name) {
        Path file = directory.resolve(name);
        try {
            String text = Files.readString(file);
            if (text.isBlank()) {
                throw new IllegalStateException(file + " is empty");
            }
            return text;
        } catch (IOException e) {
            throw new IllegalStateException(
                    file + " cannot be read; set bursar.secrets-directory to the folder of the shared secrets", e);
        }
    }
}
