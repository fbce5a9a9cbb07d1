package dev.bursar.server.budget.request;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks for requests that nobody answered. Several control planes may do so at once. */
@Component
final class RequestSweeper implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RequestSweeper.class);
    private static final int EVERY_SECONDS = 60;

    private final RequestExpiry expiry;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("request-sweeper").daemon().factory());
    private volatile boolean running;

    RequestSweeper(RequestExpiry expiry) {
        this.expiry = expiry;
    }

    @Override
    public void start() {
        executor.scheduleWithFixedDelay(this::sweep, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        executor.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void sweep() {
        try {
            int ended = expiry.sweep();
            if (ended > 0) {
                LOG.info("{} requests for more ended without an answer", ended);
            }
        } catch (RuntimeException e) {
            LOG.warn("looking for requests without an answer failed; it will be tried again", e);
        }
    }
}
