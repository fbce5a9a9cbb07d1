package dev.bursar.server.machine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param privateNetwork issuers of workloads' tokens may have plain http, loopback and private addresses: for an
 *     operator to decide
 * @param refreshEvery how often an issuer's keys are fetched
 * @param retryAfter how long after a failure
 * @param keysKept how long keys are believed that can't be fetched any more
 * @param timeLimit of one fetch of one document
 */
@ConfigurationProperties(prefix = "bursar.workload", ignoreUnknownFields = false)
record MachineProperties(
        @DefaultValue("false") boolean privateNetwork,
        @DefaultValue("10m") Duration refreshEvery,
        @DefaultValue("1m") Duration retryAfter,
        @DefaultValue("24h") Duration keysKept,
        @DefaultValue("5s") Duration timeLimit) {
    MachineProperties {
        if (!refreshEvery.isPositive()
                || !retryAfter.isPositive()
                || !keysKept.isPositive()
                || !timeLimit.isPositive()) {
            throw new IllegalArgumentException("bursar.workload: durations are positive");
        }
    }
}
