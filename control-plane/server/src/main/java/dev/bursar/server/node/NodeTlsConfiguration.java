package dev.bursar.server.node;

import dev.bursar.server.platform.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The SSL bundle {@code node-tls}, from the secrets directory unless it is configured as Spring's bundles are. */
@Configuration(proxyBeanMethods = false)
class NodeTlsConfiguration {
    static final String BUNDLE = "node-tls";

    @Bean
    SslBundleRegistrar nodeTlsBundle(
            NodeTlsProperties properties, @Value("${bursar.secrets-directory}") Path secretsDirectory) {
        Path folder = secretsDirectory.resolve(BUNDLE);
        Path keyStore = Objects.requireNonNullElse(properties.keyStore(), folder.resolve("control-plane.p12"));
        Path trustStore = Objects.requireNonNullElse(properties.trustStore(), folder.resolve("ca.p12"));
        Path password = Objects.requireNonNullElse(properties.passwordFile(), folder.resolve("password"));
        return registry -> {
            if (Files.exists(keyStore)) {
                registry.registerBundle(BUNDLE, bundle(keyStore, trustStore, read(password)));
            }
        };
    }

    private static SslBundle bundle(Path keyStore, Path trustStore, String password) {
        SslStoreBundle stores = new JksSslStoreBundle(store(keyStore, password), store(trustStore, password));
        return SslBundle.of(stores);
    }

    private static JksSslStoreDetails store(Path file, @Nullable String password) {
        return new JksSslStoreDetails("PKCS12", null, file.toUri().toString(), password);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartRefusedException("The password of the node certificates, " + file + ", cannot be read.", e);
        }
    }
}
