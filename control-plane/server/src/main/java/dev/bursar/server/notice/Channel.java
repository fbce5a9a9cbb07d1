package dev.bursar.server.notice;

import dev.bursar.adminapi.notice.AlertChannel;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts go.
 *
 * @param target what may be shown of it
 * @param sealedTarget the whole of it; see {@link ChannelVault}
 * @param sealedSecret of a signed webhook; null for other kinds
 */
@SuppressWarnings("ArrayRecordComponent")
record Channel(
        UUID id,
        String kind,
        String name,
        String target,
        byte[] sealedTarget,
        byte @Nullable [] sealedSecret,
        String state,
        Instant createdAt,
        long version) {

    AlertChannel toApi() {
        return new AlertChannel(id, kind, name, target, state, createdAt.atOffset(ZoneOffset.UTC), version);
    }

    Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("kind", kind);
        facts.put("name", name);
        facts.put("target", target);
        facts.put("state", state);
        return facts;
    }

    @Override
    public String toString() {
        return "Channel[id=" + id + ", kind=" + kind + "]";
    }
}
