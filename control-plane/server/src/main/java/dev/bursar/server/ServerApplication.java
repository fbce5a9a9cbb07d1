package dev.bursar.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The control plane. Only assembles. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ServerApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ServerApplication.class, arguments);
    }
}
