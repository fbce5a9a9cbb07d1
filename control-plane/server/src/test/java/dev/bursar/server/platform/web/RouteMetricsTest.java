package dev.bursar.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.WithDemoServer;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

@WithDemoServer
class RouteMetricsTest {
    private final DemoServer server;

    RouteMetricsTest(DemoServer server) {
        this.server = server;
    }

    /** Beyond the limit routes would not be counted, in silence. */
    @Test
    void countsEveryRoute() {
        int limit = server.bean(Environment.class)
                .getRequiredProperty("management.metrics.web.server.max-uri-tags", Integer.class);
        int routes = server.withToken(null)
                .get("/admin/v1/openapi.json")
                .json()
                .path("paths")
                .size();

        assertThat(routes).isBetween(100, limit / 2);
    }
}
