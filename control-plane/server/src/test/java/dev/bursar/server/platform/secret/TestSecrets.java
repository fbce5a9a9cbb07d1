package dev.bursar.server.platform.secret;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

/** Secrets in a folder, made where they are missing. */
public final class TestSecrets {
    private TestSecrets() {}

    public static Secrets in(Path directory) {
        return in(directory, Map.of());
    }

    /** With variables of an environment, which go before files. */
    public static Secrets in(Path directory, Map<String, String> environment) {
        return new Secrets(new SecretFiles(directory, true, environment), new SecureRandom());
    }

    /** A key of its own. */
    public static KeyEncryptionKey kek() {
        byte[] key = new byte[32];
        SecureRandom random = new SecureRandom();
        random.nextBytes(key);
        return new KeyEncryptionKey(key, random);
    }
}
