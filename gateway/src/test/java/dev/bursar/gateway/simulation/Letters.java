package dev.bursar.gateway.simulation;

import com.google.protobuf.MessageLite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages that lie there until somebody decides what becomes of each: every delay, order and loss is a decision. */
final class Letters implements Carrier {
    private record Letter(Line line, boolean up, byte[] content, Runnable arrives) {
        long fingerprint() {
            Trace trace = new Trace();
            trace.add(2L * line.number + (up ? 1 : 0));
            for (byte one : content) {
                trace.add(one);
            }
            return trace.hash();
        }
    }

    private final VirtualTime time;
    private final List<Letter> underWay = new ArrayList<>();
    private boolean free;

    Letters(VirtualTime time) {
        this.time = time;
    }

    @Override
    public void up(Line line, MessageLite message, Runnable arrives) {
        send(new Letter(line, true, message.toByteArray(), arrives));
    }

    @Override
    public void down(Line line, Optional<MessageLite> message, Runnable arrives) {
        send(new Letter(line, false, message.map(MessageLite::toByteArray).orElse(new byte[0]), arrives));
    }

    @Override
    public void hungUp(Line line) {
        underWay.removeIf(letter -> !letter.up() && letter.line() == line);
    }

    int underWay() {
        return underWay.size();
    }

    void deliver(int which) {
        underWay.remove(which).arrives().run();
    }

    void lose(int which) {
        underWay.remove(which);
    }

    /** It arrives, and once more later. */
    void repeat(int which) {
        underWay.get(which).arrives().run();
    }

    /** From now on everything arrives, and soon. */
    void free() {
        free = true;
        List<Letter> late = List.copyOf(underWay);
        underWay.clear();
        late.forEach(this::send);
    }

    /** Of all that is under way, in whatever order. */
    long fingerprint() {
        return underWay.stream().mapToLong(Letter::fingerprint).sum();
    }

    private void send(Letter letter) {
        if (free) {
            time.afterMicros(300, letter.arrives());
        } else {
            underWay.add(letter);
        }
    }
}
