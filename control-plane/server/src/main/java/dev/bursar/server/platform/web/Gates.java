package dev.bursar.server.platform.web;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One gate for each name, remembered only while somebody is inside or waits before it. Any thread. */
final class Gates {
    private final int atOnce;
    private final int waiting;
    private final Duration longestWait;
    private final ConcurrentHashMap<String, Gate> gates = new ConcurrentHashMap<>();

    Gates(int atOnce, int waiting, Duration longestWait) {
        this.atOnce = atOnce;
        this.waiting = waiting;
        this.longestWait = longestWait;
    }

    /** @param there inside and waiting */
    private record Gate(Semaphore places, AtomicInteger there) {}

    /** @return false: there is no room, or none came free in time. Otherwise {@link #leave} must follow */
    boolean enter(String name) {
        Gate gate = gates.compute(name, (ignored, known) -> {
            Gate it = known == null ? new Gate(new Semaphore(atOnce, true), new AtomicInteger()) : known;
            it.there.incrementAndGet();
            return it;
        });
        boolean inside = gate.there.get() <= atOnce + waiting && await(gate.places);
        if (!inside) {
            forget(name);
        }
        return inside;
    }

    void leave(String name) {
        Gate gate = gates.get(name);
        if (gate != null) {
            gate.places.release();
            forget(name);
        }
    }

    int remembered() {
        return gates.size();
    }

    private void forget(String name) {
        gates.computeIfPresent(name, (ignored, gate) -> gate.there.decrementAndGet() == 0 ? null : gate);
    }

    private boolean await(Semaphore places) {
        try {
            return places.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
