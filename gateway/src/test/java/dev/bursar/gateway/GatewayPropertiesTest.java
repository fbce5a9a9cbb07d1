package dev.bursar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.gateway.admission.AdmissionProperties;
import dev.bursar.gateway.controlplane.ControlPlaneProperties;
import dev.bursar.gateway.edge.EdgeProperties;
import dev.bursar.gateway.edge.Transport;
import dev.bursar.gateway.management.ManagementProperties;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GatewayPropertiesTest {
    @Test
    void hasSafeDefaults() {
        GatewayProperties properties = bind(Map.of("bursar.gateway.edge.host", "127.0.0.1"));

        assertThat(properties.stateDirectory()).isNull();
        assertThat(properties.edge())
                .extracting(EdgeProperties::port, EdgeProperties::transport, EdgeProperties::maxBodyBytes)
                .containsExactly(8403, Transport.AUTO, 8 << 20);
        assertThat(properties.admission())
                .extracting(AdmissionProperties::waitAtCap, AdmissionProperties::leaseIdle)
                .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(30));
        assertThat(properties.provider().connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(properties.controlPlane())
                .extracting(ControlPlaneProperties::port, ControlPlaneProperties::plaintext)
                .containsExactly(8402, false);
        assertThat(properties.management())
                .extracting(ManagementProperties::host, ManagementProperties::port)
                .containsExactly("127.0.0.1", 8404);
    }

    @ParameterizedTest
    @CsvSource({
        "edge.port, 70000",
        "edge.event-loops, -1",
        "edge.max-body-bytes, 0",
        "edge.transport, pigeon",
        "admission.wait-at-cap, -1s",
        "admission.max-waiting, 0",
        "provider.connect-timeout, 0s",
        "control-plane.port, 0",
        "control-plane.ssl-bundle, ''",
        "management.port, -1"
    })
    void refusesWhatIsOutOfRange(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of("bursar.gateway." + name, value)))
                .hasStackTraceContaining(name.substring(name.indexOf('.') + 1));
    }

    private static GatewayProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("bursar.gateway", GatewayProperties.class)
                .get();
    }
}
