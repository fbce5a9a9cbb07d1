package dev.bursar.server.notice;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks every few seconds for organizations that are due. Several control planes share them. */
@Component
final class NoticeJob implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeJob.class);

    private final NoticeRun work;
    private final NoticeProperties properties;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("notices").daemon().factory());
    private volatile boolean running;

    NoticeJob(NoticeRun work, NoticeProperties properties) {
        this.work = work;
        this.properties = properties;
    }

    @Override
    public void start() {
        long millis = properties.tick().toMillis();
        executor.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
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
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("looking for alerts failed; it will be tried again", e);
        }
    }
}
