package dev.bursar.server.notice;

import dev.bursar.server.platform.egress.OutboundPost;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {
    /** Of one attempt. */
    static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService noticeTimer() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("notice-timer").daemon().factory());
    }

    @Bean
    Senders senders(
            ChannelVault vault,
            NoticeProperties properties,
            ScheduledExecutorService noticeTimer,
            JsonMapper json,
            Clock clock) {
        OutboundPost post = new OutboundPost(
                (SSLSocketFactory) SSLSocketFactory.getDefault(), properties.privateNetwork(), TIME_LIMIT, noticeTimer);
        return new Senders(vault, new Mail(properties.smtp(), TIME_LIMIT), post, json, clock);
    }
}
