package dev.bursar.server.platform;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlatformConfiguration {
    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    /** Ticks in microseconds, as PostgreSQL does: what is stored compares equal to what was. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    Ids ids(Clock clock, SecureRandom random) {
        return new Ids(clock, random);
    }
}
