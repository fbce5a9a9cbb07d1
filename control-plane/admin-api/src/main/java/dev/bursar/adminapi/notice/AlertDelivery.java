package dev.bursar.adminapi.notice;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param channelId null: by e-mail to a member, or to whoever runs the installation
 * @param channelName of the channel, or of the member, or {@code Operator}
 * @param state {@code waiting}, {@code delivered} or {@code failed}
 */
public record AlertDelivery(
        UUID id,
        UUID alertId,
        String sentence,
        @Nullable UUID channelId,
        String channelName,
        String state,
        int attempts,
        @Nullable Integer lastStatus,
        String lastError,
        @Nullable OffsetDateTime nextAttemptAt,
        @Nullable OffsetDateTime deliveredAt,
        OffsetDateTime createdAt) {}
