package dev.bursar.gateway.provider.openai;

import dev.bursar.gateway.json.JsonException;
import dev.bursar.gateway.provider.AnswerSink;
import dev.bursar.gateway.provider.Counted;
import dev.bursar.gateway.provider.UsageScan;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Arrays;

/**
 * Puts server-sent events together from pieces, tells whole ones, and looks for the usage in each. The slow way, for
 * events that do not come as one chunk each, and for the few that carry usage.
 */
final class EventSplitter {
    private static final byte[] USAGE = {'"', 'u', 's', 'a', 'g', 'e', '"'};
    private static final byte[] DATA = {'d', 'a', 't', 'a', ':'};
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    private final AnswerSink sink;
    private final ByteBufAllocator allocator;
    private final UsageScan usage;
    private final int maxEventBytes;
    private byte[] pending = new byte[4096];
    private int count;
    private int scanned;
    private boolean done;

    EventSplitter(AnswerSink sink, ByteBufAllocator allocator, UsageScan usage, int maxEventBytes) {
        this.sink = sink;
        this.allocator = allocator;
        this.usage = usage;
        this.maxEventBytes = maxEventBytes;
    }

    /** No piece of an event waits for its rest. */
    boolean isEmpty() {
        return count == 0;
    }

    /** {@code [DONE]} has passed through here. */
    boolean done() {
        return done;
    }

    /** @return false if an event grows beyond all bounds */
    boolean feed(ByteBuf in, int from, int length) {
        if (count + length > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(2 * pending.length, count + length));
        }
        in.getBytes(from, pending, count, length);
        count += length;
        tellWhole();
        return count <= maxEventBytes;
    }

    /** The stream ended: what is left is told as it is. */
    void flush() {
        if (count > 0) {
            tell(0, count);
            count = 0;
            scanned = 0;
        }
    }

    private void tellWhole() {
        int plainFrom = 0;
        int eventFrom = 0;
        for (int i = scanned; i < count; i++) {
            if (pending[i] == '\n' && endsEvent(i, eventFrom)) {
                if (carriesUsage(eventFrom, i + 1)) {
                    tell(plainFrom, eventFrom);
                    tellUsage(eventFrom, i + 1);
                    plainFrom = i + 1;
                }
                eventFrom = i + 1;
            }
        }
        tell(plainFrom, eventFrom);
        System.arraycopy(pending, eventFrom, pending, 0, count - eventFrom);
        count -= eventFrom;
        scanned = count;
    }

    /** The line that ends at {@code i} is empty. */
    private boolean endsEvent(int i, int eventFrom) {
        int before = i - 1;
        if (before >= eventFrom && pending[before] == '\r') {
            before--;
        }
        return before >= eventFrom && pending[before] == '\n';
    }

    private void tell(int from, int to) {
        if (to > from) {
            sink.events(allocator.directBuffer(to - from).writeBytes(pending, from, to - from), false);
        }
    }

    private void tellUsage(int from, int to) {
        Counted counted = usage.counted();
        int jsonFrom = jsonFrom(from);
        if (counted != null) {
            ByteBuf event = allocator.directBuffer(to - from).writeBytes(pending, from, to - from);
            sink.usageEvent(event, counted, jsonFrom - from + usage.insertAt());
        }
    }

    private boolean carriesUsage(int from, int to) {
        int json = jsonFrom(from);
        if (!startsWith(from, DATA)) {
            return false;
        }
        if (startsWith(json, DONE)) {
            done = true;
            return false;
        }
        int end = json;
        while (end < to && pending[end] != '\n' && pending[end] != '\r') {
            end++;
        }
        if (!contains(json, end)) {
            return false;
        }
        try {
            return usage.scan(pending, json, end - json);
        } catch (JsonException e) {
            return false;
        }
    }

    private int jsonFrom(int eventFrom) {
        int at = eventFrom + DATA.length;
        return at < count && pending[at] == ' ' ? at + 1 : at;
    }

    private boolean startsWith(int at, byte[] text) {
        return at + text.length <= count && Arrays.equals(pending, at, at + text.length, text, 0, text.length);
    }

    private boolean contains(int from, int to) {
        for (int i = from; i + USAGE.length <= to; i++) {
            if (pending[i] == '"' && startsWith(i, USAGE)) {
                return true;
            }
        }
        return false;
    }
}
