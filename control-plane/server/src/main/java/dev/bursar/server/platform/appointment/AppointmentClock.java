package dev.bursar.server.platform.appointment;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks into the book every second. */
@Component
final class AppointmentClock implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AppointmentClock.class);
    private static final long EVERY_MILLIS = 1000;
    private static final int MOST_ROUNDS = 100;

    private final AppointmentBook book;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("appointments").daemon().factory());
    private volatile boolean running;

    AppointmentClock(AppointmentBook book) {
        this.book = book;
    }

    @Override
    public void start() {
        executor.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
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

    private void look() {
        try {
            for (int round = 0; round < MOST_ROUNDS && book.keep() > 0; round++) {
                LOG.debug("appointments were kept; there may be more");
            }
        } catch (RuntimeException e) {
            LOG.warn("looking for appointments failed; it will be tried again", e);
        }
    }
}
