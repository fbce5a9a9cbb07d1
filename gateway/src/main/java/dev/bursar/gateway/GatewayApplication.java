package dev.bursar.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts a gateway node. */
@SpringBootApplication
public class GatewayApplication {
    public static void main(String[] arguments) {
        preferPooledBuffers();
        SpringApplication application = new SpringApplication(GatewayApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setKeepAlive(true);
        application.run(arguments);
    }

    /** The largest single effect on CPU per request; Netty reads it when its first class loads. */
    private static void preferPooledBuffers() {
        if (System.getProperty("io.netty.allocator.type") == null) {
            System.setProperty("io.netty.allocator.type", "pooled");
        }
    }
}
