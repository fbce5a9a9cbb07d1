package dev.bursar.gateway.provider.openai;

import dev.bursar.gateway.policy.ProviderEndpoint;
import dev.bursar.gateway.provider.AnswerSink;
import dev.bursar.gateway.provider.Exchange;
import dev.bursar.gateway.provider.ProviderCall;
import dev.bursar.gateway.provider.ProviderFailure;
import dev.bursar.gateway.provider.ProviderProperties;
import dev.bursar.gateway.provider.UsageScan;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One event loop's connections to providers, most recently used first. On that loop only. */
final class UpstreamPool {
    private static final int CHECK_MILLIS = 200;
    private static final int MAX_TARGETS = 4096;

    private final ProviderProperties properties;
    private final Connector connector;
    private final LoopScratch scratch = new LoopScratch();
    private final UsageScan usageScan = new UsageScan();
    private final Map<ProviderEndpoint, Target> targets = new HashMap<>();
    private final Map<Target.Key, ArrayDeque<UpstreamConnection>> idle = new HashMap<>();
    private final Map<Target.Key, Integer> open = new HashMap<>();
    private final Set<UpstreamConnection> all = new HashSet<>();

    UpstreamPool(EventLoop loop, ProviderProperties properties, Connector connector) {
        this.properties = properties;
        this.connector = connector;
        loop.scheduleWithFixedDelay(this::checkTimes, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    ProviderProperties properties() {
        return properties;
    }

    LoopScratch scratch() {
        return scratch;
    }

    UsageScan usageScan() {
        return usageScan;
    }

    Exchange send(ProviderCall call, AnswerSink sink) {
        Target target = target(call.endpoint());
        ArrayDeque<UpstreamConnection> waiting = idle.get(target.key);
        while (waiting != null && !waiting.isEmpty()) {
            UpstreamConnection connection = waiting.pop();
            if (connection.usable()) {
                connection.send(call, target, sink);
                return connection;
            }
        }
        if (open.merge(target.key, 1, Integer::sum) > properties.maxConnections()) {
            forgetOne(target.key);
            sink.failed(ProviderFailure.of(
                    ProviderFailure.Kind.UNREACHABLE, "Too many connections to the provider are open."));
            return Connecting.over();
        }
        Connecting connecting = new Connecting(this, call, target, sink);
        connector.connect(call.loop(), target.key, connecting);
        return connecting;
    }

    void opened(UpstreamConnection connection) {
        all.add(connection);
    }

    void giveBack(UpstreamConnection connection) {
        if (connection.usable()) {
            idle.computeIfAbsent(connection.key(), key -> new ArrayDeque<>()).push(connection);
        }
    }

    void closed(UpstreamConnection connection) {
        if (all.remove(connection)) {
            forgetOne(connection.key());
            ArrayDeque<UpstreamConnection> waiting = idle.get(connection.key());
            if (waiting != null) {
                waiting.remove(connection);
            }
        }
    }

    /** A connection that was counted did not come about, or is gone. */
    void forgetOne(Target.Key key) {
        open.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    private Target target(ProviderEndpoint endpoint) {
        Target target = targets.get(endpoint);
        if (target == null) {
            if (targets.size() >= MAX_TARGETS) {
                targets.clear();
            }
            target = new Target(endpoint);
            targets.put(endpoint, target);
        }
        return target;
    }

    private void checkTimes() {
        long now = System.nanoTime();
        for (UpstreamConnection connection : new ArrayList<>(all)) {
            connection.checkTime(now);
        }
        idle.values().removeIf(ArrayDeque::isEmpty);
    }
}
