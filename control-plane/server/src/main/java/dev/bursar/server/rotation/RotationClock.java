package dev.bursar.server.rotation;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks every few seconds whether there is a walk to go on with. */
@Component
final class RotationClock implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RotationClock.class);
    private static final long EVERY_MILLIS = 2000;
    /** Then it pauses, so that stopping is not kept waiting. */
    private static final int MOST_STEPS = 1000;

    private final RotationWalk walk;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("key-rotation").daemon().factory());
    private volatile boolean running;

    RotationClock(RotationWalk walk) {
        this.walk = walk;
    }

    @Override
    public void start() {
        executor.scheduleWithFixedDelay(this::go, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
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

    private void go() {
        try {
            for (int step = 0; step < MOST_STEPS && running && walk.step(); step++) {
                LOG.debug("a batch of sealed values is under the newest key");
            }
        } catch (RuntimeException e) {
            LOG.warn("putting sealed values under the newest key failed; it will be tried again", e);
        }
    }
}
