package dev.bursar.gateway.simulation;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A process's threads: its tasks run in virtual time, none after it died. */
final class VirtualTimer extends AbstractExecutorService implements ScheduledExecutorService {
    private final VirtualTime time;
    private final Runnable touched;
    private boolean dead;

    /** @param touched told whenever something ran */
    VirtualTimer(VirtualTime time, Runnable touched) {
        this.time = time;
        this.touched = touched;
    }

    boolean isDead() {
        return dead;
    }

    @Override
    public void execute(Runnable command) {
        after(0, command);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return schedule(
                () -> {
                    command.run();
                    return true;
                },
                delay,
                unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        Task<V> task = new Task<>(callable, time.nowMicros() + unit.toMicros(delay));
        after(unit.toMicros(delay), task);
        return task;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long delay, long period, TimeUnit unit) {
        return scheduleWithFixedDelay(command, delay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long delay, long pause, TimeUnit unit) {
        return schedule(
                () -> {
                    command.run();
                    scheduleWithFixedDelay(command, pause, pause, unit);
                },
                delay,
                unit);
    }

    private void after(long micros, Runnable what) {
        time.afterMicros(micros, () -> {
            if (!dead) {
                what.run();
                touched.run();
            }
        });
    }

    @Override
    public void shutdown() {
        dead = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        dead = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return dead;
    }

    @Override
    public boolean isTerminated() {
        return dead;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return dead;
    }

    private static final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {
        private final long atMicros;

        Task(Callable<V> callable, long atMicros) {
            super(callable);
            this.atMicros = atMicros;
        }

        /** What fails in a thread of its own would only be logged; here it fails the run. */
        @Override
        protected void setException(Throwable failure) {
            throw new AssertionError("a task failed", failure);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atMicros, TimeUnit.MICROSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.MICROSECONDS), other.getDelay(TimeUnit.MICROSECONDS));
        }
    }
}
