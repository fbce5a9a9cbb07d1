package dev.bursar.server.platform;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Work that is done again and again while the application runs, on a thread of its own. What fails is told in the log and
 * tried again after the next pause.
 */
public abstract class Repeating implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Repeating.class);

    private final String name;
    private final Duration pause;
    private final ScheduledExecutorService executor;
    private volatile boolean running;

    /**
     * @param name of the thread, and of the work in the log
     * @param pause before the first time, and between an end and the next beginning; a millisecond at least
     */
    protected Repeating(String name, Duration pause) {
        this.name = name;
        this.pause = pause;
        this.executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    /** Once. Long work looks at {@link #isRunning} now and then. */
    protected abstract void once();

    @Override
    public final void start() {
        running = true;
        executor.scheduleWithFixedDelay(this::go, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public final void stop() {
        running = false;
        executor.shutdownNow();
    }

    @Override
    public final boolean isRunning() {
        return running;
    }

    private void go() {
        try {
            once();
        } catch (RuntimeException e) {
            // What the stop breaks off is no news.
            if (running) {
                LOG.warn("{} failed; it will be tried again", name, e);
            }
        }
    }
}
