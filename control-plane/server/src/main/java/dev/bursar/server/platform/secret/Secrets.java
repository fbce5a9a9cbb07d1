package dev.bursar.server.platform.secret;

import dev.bursar.policy.key.FleetSecret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * The secrets directory. A missing secret is made, except in the production profile: there a missing or empty one
 * stops start-up and is named.
 */
public final class Secrets {
    private static final int KEY_BYTES = 32;
    /** 32 random bytes have fewer than this many different ones about once in 10^18. */
    private static final int LEAST_DISTINCT = 16;

    private final SecretFiles files;
    private final SecureRandom random;

    Secrets(SecretFiles files, SecureRandom random) {
        this.files = files;
        this.random = random;
    }

    /** {@code policy-signing.pem} and {@code policy-signing.pub.pem}: Ed25519, signs policy revisions. */
    public KeyPair policySigning() {
        return new SigningKeyFiles(files).keyPair("policy-signing");
    }

    /** {@code fleet.secret}: what the control plane shares with its nodes. */
    public FleetSecret fleet() {
        return new FleetSecret(key("fleet.secret"));
    }

    /** {@code credential.kek}: seals provider credentials at rest; 32 bytes. */
    public byte[] credentialKek() {
        return key("credential.kek");
    }

    /**
     * A random text, made once and kept in the file of that name.
     *
     * @throws SecretException where somebody put a default or something short in its place
     */
    public String password(String fileName) {
        String password = files.read(
                        fileName, () -> Base64.getUrlEncoder().withoutPadding().encodeToString(randomKey()))
                .strip();
        Weakness.of(password).ifPresent(why -> {
            throw new SecretException("The secret " + files.path(fileName) + " " + why + ": draw one at random.");
        });
        return password;
    }

    /** Where a secret of that name is kept. */
    public Path file(String fileName) {
        return files.path(fileName);
    }

    /** A text of any other form, made once and kept in the file of that name. */
    public String text(String fileName, Supplier<String> make) {
        return files.read(fileName, () -> make.get() + "\n").strip();
    }

    private byte[] key(String fileName) {
        String text = files.read(fileName, () -> Base64.getEncoder().encodeToString(randomKey()) + "\n");
        try {
            byte[] key = Base64.getMimeDecoder().decode(text.strip());
            if (key.length < KEY_BYTES) {
                throw new SecretException("The secret " + files.path(fileName) + " has fewer than 32 bytes.");
            }
            if (distinctBytes(key) < LEAST_DISTINCT) {
                throw new SecretException("The secret " + files.path(fileName) + " is a default: draw one at random.");
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw new SecretException("The secret " + files.path(fileName) + " is not base64.", e);
        }
    }

    private static long distinctBytes(byte[] key) {
        return new String(key, StandardCharsets.ISO_8859_1).chars().distinct().count();
    }

    private byte[] randomKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }
}
