package dev.bursar.adminui.security;

import dev.bursar.adminui.ConsoleProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** In the production profile the console does not start without sign-in, over plain http, or with a weak client secret. */
@Configuration(proxyBeanMethods = false)
@Profile("production")
class ProductionRules {
    private static final int LEAST = 12;
    private static final int LEAST_DISTINCT = 6;
    private static final Set<String> KNOWN =
            Set.of("changeme", "secret", "password", "default", "bursar", "bursar-console");

    ProductionRules(ConsoleProperties properties, @Value("${bursar.secrets-directory}") Path secretsDirectory) {
        if (!properties.signIn()) {
            throw refused("bursar.console.sign-in=false is for trying out; the production profile refuses it.");
        }
        if (!"https".equals(properties.issuerUrl().getScheme())) {
            throw refused(
                    "bursar.console.issuer-url is not https: passwords and codes would be readable on their way.");
        }
        requireStrong(secretsDirectory.resolve(properties.clientSecretFile()));
    }

    private static void requireStrong(Path file) {
        String secret = read(file);
        if (secret.length() < LEAST
                || secret.chars().distinct().count() < LEAST_DISTINCT
                || KNOWN.contains(secret.toLowerCase(java.util.Locale.ROOT))) {
            throw refused("The secret " + file + " is empty, short or a default. Draw one at random.");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw refused("The secret " + file + " cannot be read. In the production profile it must be there.");
        }
    }

    private static IllegalStateException refused(String why) {
        return new IllegalStateException(why);
    }
}
