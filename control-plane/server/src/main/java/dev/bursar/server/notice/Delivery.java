package dev.bursar.server.notice;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One alert on its way to one receiver.
 *
 * @param attempts with the one that it was taken for
 * @param channel null: not to a channel
 * @param email of the member; null: not to a member
 * @param operator {@code email} or {@code slack}; null: not to the operator
 * @param budgetId null: no budget's
 */
record Delivery(
        UUID id,
        UUID alertId,
        int attempts,
        @Nullable Channel channel,
        @Nullable String email,
        @Nullable String operator,
        String kind,
        @Nullable UUID budgetId,
        @Nullable String budgetName,
        String sentence,
        Map<String, Object> facts,
        Instant at) {

    Message message() {
        Map<String, Object> data = new TreeMap<>(facts);
        data.put("alertId", alertId.toString());
        data.put("kind", kind);
        if (budgetId != null && budgetName != null) {
            data.put("budgetId", budgetId.toString());
            data.put("budgetName", budgetName);
        }
        return new Message(id, "alert.raised", sentence, at, data);
    }
}
