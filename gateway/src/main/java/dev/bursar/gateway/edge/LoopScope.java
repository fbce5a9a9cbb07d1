package dev.bursar.gateway.edge;

import dev.bursar.gateway.keyring.KeyReader;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What one event loop's connections share, so that nothing of it needs a lock. On that loop only. */
final class LoopScope {
    private static final int KEPT_BYTES = 1 << 20;
    private static final int CHECK_MILLIS = 500;

    final KeyReader keys;
    final RequestIds ids;
    final ChatRequestReader chatRequests = new ChatRequestReader();
    private final Set<ClientConnection> connections = new HashSet<>();
    private byte[] scratch = new byte[32 * 1024];

    LoopScope(EventLoop loop, KeyReader keys, RequestIds ids) {
        this.keys = keys;
        this.ids = ids;
        loop.scheduleWithFixedDelay(this::checkTimes, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** At least this long; its content is good until the next call. */
    byte[] scratch(int length) {
        if (length > KEPT_BYTES) {
            return new byte[length];
        }
        if (length > scratch.length) {
            scratch = new byte[Math.max(length, Math.min(KEPT_BYTES, 2 * scratch.length))];
        }
        return scratch;
    }

    void opened(ClientConnection connection) {
        connections.add(connection);
    }

    void closed(ClientConnection connection) {
        connections.remove(connection);
    }

    /** The node stops: whoever has no request in flight is let go now, the others when they are done. */
    void drain() {
        new ArrayList<>(connections).forEach(ClientConnection::drain);
    }

    /** The node waits no longer. */
    void breakOff() {
        new ArrayList<>(connections).forEach(ClientConnection::breakOff);
    }

    private void checkTimes() {
        long now = System.nanoTime();
        for (ClientConnection connection : new ArrayList<>(connections)) {
            connection.checkTime(now);
        }
    }
}
