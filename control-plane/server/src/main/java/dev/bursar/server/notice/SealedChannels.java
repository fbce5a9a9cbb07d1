package dev.bursar.server.notice;

import static dev.bursar.server.sql.Tables.ALERT_CHANNEL;

import dev.bursar.server.platform.secret.KeyEncryptionKey;
import dev.bursar.server.platform.secret.SealedColumn;
import dev.bursar.server.platform.secret.SealedValues;
import org.jooq.TableField;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a new key encryption key must find here. */
@Configuration(proxyBeanMethods = false)
class SealedChannels {
    @Bean
    SealedValues addressesOfChannels(KeyEncryptionKey kek, ChannelVault vault) {
        return column(kek, vault, "alert channel addresses", ALERT_CHANNEL.SEALED_TARGET, ChannelVault.TARGET);
    }

    @Bean
    SealedValues secretsOfChannels(KeyEncryptionKey kek, ChannelVault vault) {
        return column(kek, vault, "webhook signing secrets", ALERT_CHANNEL.SECRET, ChannelVault.SECRET);
    }

    private static SealedValues column(
            KeyEncryptionKey kek, ChannelVault vault, String what, TableField<?, byte[]> column, String bound) {
        return new SealedColumn(
                kek,
                what,
                new SealedColumn.Where(ALERT_CHANNEL, ALERT_CHANNEL.ORGANIZATION_ID, ALERT_CHANNEL.CHANNEL_ID, column),
                (row, value) -> vault.rewrap(
                        row.get(ALERT_CHANNEL.ORGANIZATION_ID), row.get(ALERT_CHANNEL.CHANNEL_ID), bound, value));
    }
}
