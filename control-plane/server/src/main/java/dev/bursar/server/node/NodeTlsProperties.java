package dev.bursar.server.node;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * PKCS#12 files. Null: in the folder {@code node-tls} of the secrets directory.
 *
 * @param keyStore the control plane's key and certificate
 * @param trustStore the authority that signs the nodes' certificates
 * @param passwordFile holds the password of both
 */
@ConfigurationProperties(prefix = "bursar.node-tls", ignoreUnknownFields = false)
record NodeTlsProperties(
        @Nullable Path keyStore,
        @Nullable Path trustStore,
        @Nullable Path passwordFile) {}
