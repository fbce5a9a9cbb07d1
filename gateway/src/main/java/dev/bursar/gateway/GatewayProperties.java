package dev.bursar.gateway;

import dev.bursar.gateway.admission.AdmissionProperties;
import dev.bursar.gateway.controlplane.ControlPlaneProperties;
import dev.bursar.gateway.edge.EdgeProperties;
import dev.bursar.gateway.management.ManagementProperties;
import dev.bursar.gateway.provider.ProviderProperties;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All of {@code bursar.gateway.*}, one record for each capability. A property that is not here stops start-up.
 *
 * @param stateDirectory for the last policy and unreported usage; none: nothing is kept on disk
 */
@ConfigurationProperties(prefix = "bursar.gateway", ignoreUnknownFields = false)
public record GatewayProperties(
        @Nullable Path stateDirectory,
        @DefaultValue EdgeProperties edge,
        @DefaultValue AdmissionProperties admission,
        @DefaultValue ProviderProperties provider,
        @DefaultValue ControlPlaneProperties controlPlane,
        @DefaultValue ManagementProperties management) {}
