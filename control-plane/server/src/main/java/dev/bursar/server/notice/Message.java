package dev.bursar.server.notice;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a channel carries.
 *
 * @param id the same at each attempt: receivers know a repetition by it
 * @param type {@code alert.raised} or {@code channel.test}
 * @param data what programs read; strings and numbers
 */
record Message(UUID id, String type, String sentence, Instant at, Map<String, Object> data) {
    Message {
        data = Map.copyOf(data);
    }
}
