package dev.bursar.server.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param checkEvery how often the books of each organization are compared
 */
@ConfigurationProperties(prefix = "bursar.ledger", ignoreUnknownFields = false)
record LedgerProperties(@DefaultValue("1h") Duration checkEvery) {
    LedgerProperties {
        if (!checkEvery.isPositive()) {
            throw new IllegalArgumentException("bursar.ledger.check-every is positive");
        }
    }
}
