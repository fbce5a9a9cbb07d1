package dev.bursar.server.platform.secret;

import dev.bursar.policy.key.FleetSecret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The secrets directory. A missing secret is made, except in the production profile: there a missing or empty one
 * stops start-up and is named.
 */
public final class Secrets {
    private static final String KEK = "credential.kek";
    private static final String OLD_KEKS = "credential.kek.old";
    private static final int MOST_OLD_KEKS = 8;
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

    /**
     * {@code credential.kek} seals provider credentials and the like at rest, 32 bytes; {@code credential.kek.old} holds
     * those that open what is older, one in each line.
     *
     * @return the newest first
     */
    public List<byte[]> credentialKeks() {
        Stream<byte[]> newest = Stream.of(key(KEK));
        if (!files.exists(OLD_KEKS)) {
            return newest.toList();
        }
        List<String> lines = files.read(OLD_KEKS)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.size() > MOST_OLD_KEKS) {
            throw new SecretException(
                    "The secret " + files.path(OLD_KEKS) + " holds more than " + MOST_OLD_KEKS + " keys.");
        }
        return Stream.concat(newest, lines.stream().map(line -> decoded(OLD_KEKS, line)))
                .toList();
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
        return decoded(fileName, files.read(fileName, () -> Base64.getEncoder().encodeToString(randomKey()) + "\n"));
    }

    private byte[] decoded(String fileName, String text) {
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
