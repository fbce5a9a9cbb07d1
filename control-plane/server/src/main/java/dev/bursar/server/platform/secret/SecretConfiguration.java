package dev.bursar.server.platform.secret;

import dev.bursar.policy.key.FleetSecret;
import dev.bursar.server.platform.Production;
import dev.bursar.server.platform.database.Tenancy;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class SecretConfiguration {
    @Bean
    Secrets secrets(
            @Value("${bursar.secrets-directory}") Path directory, Environment environment, SecureRandom random) {
        return new Secrets(new SecretFiles(directory, !Production.in(environment), System.getenv()), random);
    }

    @Bean
    KeyEncryptionKey keyEncryptionKey(Secrets secrets, SecureRandom random) {
        return new KeyEncryptionKey(secrets.credentialKeks(), random);
    }

    @Bean
    KeyedHashes keyedHashes(Tenancy tenancy, KeyEncryptionKey kek, Environment environment) {
        return new KeyedHashes(tenancy, kek, !Production.in(environment));
    }

    @Bean
    FleetSecret fleetSecret(Secrets secrets) {
        return secrets.fleet();
    }
}
