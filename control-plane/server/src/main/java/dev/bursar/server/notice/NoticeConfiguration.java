package dev.bursar.server.notice;

import dev.bursar.server.platform.egress.OutboundPost;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {
    /** Of one attempt. */
    static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    @Bean
    Senders senders(
            ChannelVault vault,
            NoticeProperties properties,
            ScheduledExecutorService outboundTimer,
            ObjectProvider<SslBundles> bundles,
            JsonMapper json,
            Clock clock) {
        SSLSocketFactory tls = tls(properties.sslBundle(), bundles);
        OutboundPost post = new OutboundPost(tls, properties.privateNetwork(), TIME_LIMIT, outboundTimer);
        Mail mail = new Mail(properties.smtp(), tls, TIME_LIMIT);
        return new Senders(vault, mail, post, properties.operator(), json, clock);
    }

    @Bean
    DeliveryAppointments deliveryAppointments(JooqDeliveries deliveries, DeliveryRun run) {
        return new DeliveryAppointments(deliveries, run, Thread::startVirtualThread);
    }

    /** A name that no bundle has stops the start. */
    static SSLSocketFactory tls(String bundle, ObjectProvider<SslBundles> bundles) {
        return bundle.isEmpty()
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : bundles.getObject().getBundle(bundle).createSslContext().getSocketFactory();
    }
}
