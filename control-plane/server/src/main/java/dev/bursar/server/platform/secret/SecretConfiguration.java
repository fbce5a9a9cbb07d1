package dev.bursar.server.platform.secret;

import dev.bursar.policy.key.FleetSecret;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
class SecretConfiguration {
    @Bean
    Secrets secrets(
            @Value("${bursar.secrets-directory}") Path directory, Environment environment, SecureRandom random) {
        boolean production = environment.acceptsProfiles(Profiles.of("production"));
        return new Secrets(new SecretFiles(directory, !production, System.getenv()), random);
    }

    @Bean
    KeyEncryptionKey keyEncryptionKey(Secrets secrets, SecureRandom random) {
        return new KeyEncryptionKey(secrets.credentialKek(), random);
    }

    @Bean
    FleetSecret fleetSecret(Secrets secrets) {
        return secrets.fleet();
    }
}
