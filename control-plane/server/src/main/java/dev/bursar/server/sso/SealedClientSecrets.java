package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.SSO_CONNECTION;

import dev.bursar.server.platform.secret.KeyEncryptionKey;
import dev.bursar.server.platform.secret.SealedColumn;
import dev.bursar.server.platform.secret.SealedValues;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a new key encryption key must find here. */
@Configuration(proxyBeanMethods = false)
class SealedClientSecrets {
    @Bean
    SealedValues secretsOfConnections(KeyEncryptionKey kek, SsoVault vault, JooqConnections connections) {
        return new SealedColumn(
                kek,
                "single sign-on client secrets",
                new SealedColumn.Where(
                        SSO_CONNECTION,
                        SSO_CONNECTION.ORGANIZATION_ID,
                        SSO_CONNECTION.CONNECTION_ID,
                        SSO_CONNECTION.SECRET),
                (row, value) -> vault.rewrap(
                        row.get(SSO_CONNECTION.ORGANIZATION_ID),
                        row.get(SSO_CONNECTION.CONNECTION_ID),
                        connections.settings(row.get(SSO_CONNECTION.SETTINGS)).secretGoesTo(),
                        value));
    }
}
