package dev.bursar.server.platform.secret;

import java.nio.file.Path;
import java.security.SecureRandom;

/** Opens what is package-private to other packages' tests. */
public final class SecretsOfTest {
    private SecretsOfTest() {}

    public static Secrets in(Path directory) {
        return new Secrets(new SecretFiles(directory, true), new SecureRandom());
    }
}
