package dev.bursar.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts a gateway node. */
@SpringBootApplication
public class GatewayApplication {
    public static void main(String[] arguments) {
        tuneNetty();
        SpringApplication application = new SpringApplication(GatewayApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setKeepAlive(true);
        application.run(arguments);
    }

    /**
     * Pooled buffers are the largest single effect on CPU per request. Looking for leaked buffers is the tests' job: of
     * every 128th buffer it keeps a trace of all who touch it. Netty reads both when its first class loads.
     */
    private static void tuneNetty() {
        unlessSet("io.netty.allocator.type", "pooled");
        unlessSet("io.netty.leakDetection.level", "disabled");
    }

    private static void unlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
