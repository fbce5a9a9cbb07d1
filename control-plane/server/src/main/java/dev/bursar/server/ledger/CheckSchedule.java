package dev.bursar.server.ledger;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Compares the books now and then. Of several control planes, the first one does it. */
@Component
final class CheckSchedule implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(CheckSchedule.class);
    /** How often it looks whether a comparison is due, within its interval. */
    private static final int LOOKS = 10;

    private final BooksCheck check;
    private final LedgerProperties properties;
    private final Clock clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("books-check").daemon().factory());
    private volatile boolean running;

    CheckSchedule(BooksCheck check, LedgerProperties properties, Clock clock) {
        this.check = check;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        long millis = Math.max(1, properties.checkEvery().toMillis() / LOOKS);
        executor.scheduleWithFixedDelay(this::run, millis, millis, TimeUnit.MILLISECONDS);
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

    private void run() {
        try {
            check.runDue(clock.instant().minus(properties.checkEvery()));
        } catch (RuntimeException e) {
            LOG.warn("comparing the books failed; it will be tried again", e);
        }
    }
}
