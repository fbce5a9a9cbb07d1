package dev.bursar.gateway;

import dev.bursar.gateway.management.ManagementServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts the node when everything is configured, and stops it in order when the process is told to end. */
final class GatewayLifecycle implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayLifecycle.class);

    private final Gateway gateway;
    private final ManagementServer management;
    private volatile boolean running;

    GatewayLifecycle(Gateway gateway, ManagementServer management) {
        this.gateway = gateway;
        this.management = management;
    }

    @Override
    public void start() {
        management.start();
        gateway.start();
        running = true;
        LOG.info("serving on {}, health on {}", gateway.address(), management.address());
    }

    @Override
    public void stop() {
        LOG.info("stopping: requests in flight may end");
        gateway.stop();
        management.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
