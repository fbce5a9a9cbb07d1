package dev.bursar.server.platform.egress;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EgressConfiguration {
    /** Ends calls that take too long, whoever makes them: closing a connection takes no time. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService outboundTimer() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("outbound-timer").daemon().factory());
    }
}
