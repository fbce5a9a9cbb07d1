package dev.bursar.gateway.simulation;

import java.util.PriorityQueue;

/** What happens next, and when. What is due at the same time happens in the order in which it was planned. */
final class VirtualTime {
    private record Event(long atMicros, long number, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return atMicros == other.atMicros
                    ? Long.compare(number, other.number)
                    : Long.compare(atMicros, other.atMicros);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final long startMillis;
    private long nowMicros;
    private long planned;
    private long done;
    private Runnable afterEach = () -> {};

    final Trace trace = new Trace();

    VirtualTime(long startMillis) {
        this.startMillis = startMillis;
    }

    long nowMillis() {
        return startMillis + nowMicros / 1000;
    }

    /** Since the start. */
    long nowMicros() {
        return nowMicros;
    }

    void afterMicros(long micros, Runnable what) {
        events.add(new Event(nowMicros + Math.max(0, micros), planned++, what));
    }

    void afterMillis(long millis, Runnable what) {
        afterMicros(millis * 1000, what);
    }

    /** Lets so much time pass. */
    void pass(long millis) {
        long until = nowMicros + millis * 1000;
        for (Event next = events.peek(); next != null && next.atMicros() <= until; next = events.peek()) {
            events.poll();
            nowMicros = next.atMicros();
            done++;
            trace.add(next.atMicros());
            trace.add(next.number());
            next.what().run();
            afterEach.run();
        }
        nowMicros = until;
    }

    /** What looks, after each step, whether all is as it must be. */
    void afterEach(Runnable check) {
        afterEach = check;
    }

    /** When what is planned is due, since the start, sorted. */
    long[] due() {
        return events.stream().mapToLong(Event::atMicros).sorted().toArray();
    }

    /** Events so far. */
    long steps() {
        return done;
    }
}
