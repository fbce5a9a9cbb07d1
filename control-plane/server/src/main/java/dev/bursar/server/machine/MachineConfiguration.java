package dev.bursar.server.machine;

import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.egress.OutboundGet;
import dev.bursar.server.publication.PolicyChanges;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class MachineConfiguration {
    /** A key set has a few kilobytes. */
    private static final int MOST_BYTES = 256 * 1024;

    private static final int FETCHES_AT_ONCE = 4;
    private static final int MOST_WAITING = 256;

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService keyFetches() {
        return new ThreadPoolExecutor(
                FETCHES_AT_ONCE,
                FETCHES_AT_ONCE,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("key-fetch-", 0).daemon().factory());
    }

    @Bean
    WorkloadKeys workloadKeys(
            Tenancy tenancy,
            JooqIssuers store,
            MachineProperties properties,
            AuditLog audit,
            PolicyChanges changes,
            ExecutorService keyFetches,
            ScheduledExecutorService outboundTimer,
            JsonMapper json,
            Clock clock) {
        OutboundGet get = new OutboundGet(
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                properties.privateNetwork(),
                properties.timeLimit(),
                outboundTimer,
                MOST_BYTES);
        KeyFetcher fetcher = new KeyFetcher(get, properties.privateNetwork(), json);
        return new WorkloadKeys(tenancy, store, fetcher, properties, audit, changes, keyFetches, clock);
    }
}
