package dev.bursar.server.budget;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks for ended leases every few seconds. Several control planes may do so at once: locks order them. */
@Component
final class LeaseSweeper implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseSweeper.class);

    private final LeaseEnds ends;
    private final LeaseProperties properties;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("lease-sweeper").daemon().factory());
    private volatile boolean running;

    LeaseSweeper(LeaseEnds ends, LeaseProperties properties) {
        this.ends = ends;
        this.properties = properties;
    }

    @Override
    public void start() {
        long millis = properties.sweepEvery().toMillis();
        executor.scheduleWithFixedDelay(this::sweep, millis, millis, TimeUnit.MILLISECONDS);
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
            int ended = ends.sweep();
            if (ended > 0) {
                LOG.info("{} leases ended and are in doubt", ended);
            }
        } catch (RuntimeException e) {
            LOG.warn("looking for ended leases failed; it will be tried again", e);
        }
    }
}
