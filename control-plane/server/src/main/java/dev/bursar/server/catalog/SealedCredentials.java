package dev.bursar.server.catalog;

import static dev.bursar.server.sql.Tables.PROVIDER;

import dev.bursar.server.platform.secret.CredentialVault;
import dev.bursar.server.platform.secret.KeyEncryptionKey;
import dev.bursar.server.platform.secret.SealedColumn;
import dev.bursar.server.platform.secret.SealedValues;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a new key encryption key must find here. */
@Configuration(proxyBeanMethods = false)
class SealedCredentials {
    @Bean
    SealedValues credentialsOfProviders(KeyEncryptionKey kek, CredentialVault vault) {
        return new SealedColumn(
                kek,
                "provider credentials",
                new SealedColumn.Where(PROVIDER, PROVIDER.ORGANIZATION_ID, PROVIDER.PROVIDER_ID, PROVIDER.CREDENTIAL),
                (row, value) -> vault.rewrap(
                        row.get(PROVIDER.ORGANIZATION_ID),
                        row.get(PROVIDER.PROVIDER_ID),
                        row.get(PROVIDER.BASE_URL),
                        value));
    }
}
