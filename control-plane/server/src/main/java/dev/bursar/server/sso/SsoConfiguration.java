package dev.bursar.server.sso;

import dev.bursar.server.identity.TenantLogins;
import dev.bursar.server.platform.database.Tenancy;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SsoConfiguration {
    private static final int CALLS_AT_ONCE = 2;
    private static final int MOST_WAITING = 256;

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService issuerCalls() {
        return new ThreadPoolExecutor(
                CALLS_AT_ONCE,
                CALLS_AT_ONCE,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("issuer-calls-", 0).daemon().factory());
    }

    @Bean
    Provisioning provisioning(
            ObjectProvider<TenantLogins> issuer,
            JooqIssuerTasks tasks,
            Wishes wishes,
            JooqConnections connections,
            Tenancy tenancy,
            ExecutorService issuerCalls,
            Clock clock) {
        return new Provisioning(
                Optional.ofNullable(issuer.getIfAvailable()), tasks, wishes, connections, tenancy, issuerCalls, clock);
    }
}
