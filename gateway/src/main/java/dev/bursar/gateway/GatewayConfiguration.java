package dev.bursar.gateway;

import dev.bursar.gateway.controlplane.ControlPlaneChannels;
import dev.bursar.gateway.controlplane.ControlPlaneProperties;
import dev.bursar.gateway.management.ManagementServer;
import io.netty.handler.ssl.SslContext;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** From configuration to a node. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
class GatewayConfiguration {
    @Bean
    Gateway gateway(
            GatewayProperties properties,
            @Value("${bursar.secrets-directory}") Path secretsDirectory,
            SslBundles bundles) {
        Secrets secrets = new Secrets(secretsDirectory);
        SslContext tls = tls(properties.controlPlane(), bundles);
        return new Gateway(
                properties, new Gateway.Outside(secrets.fleet(), secrets.verifier(), tls, Clock.systemUTC(), null));
    }

    @Bean
    ManagementServer managementServer(GatewayProperties properties, Gateway gateway) {
        return new ManagementServer(properties.management(), new GatewayState(gateway));
    }

    @Bean
    GatewayLifecycle gatewayLifecycle(Gateway gateway, ManagementServer management) {
        return new GatewayLifecycle(gateway, management);
    }

    private static @Nullable SslContext tls(ControlPlaneProperties properties, SslBundles bundles) {
        if (properties.plaintext()) {
            return null;
        }
        SslBundle bundle = bundles.getBundle(properties.sslBundle());
        return ControlPlaneChannels.tls(
                bundle.getManagers().getKeyManagerFactory(),
                bundle.getManagers().getTrustManagerFactory());
    }
}
