package dev.bursar.server.key;

import dev.bursar.policy.access.ModelPattern;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a key's fields must be, beyond what the records of the Admin API declare. */
final class KeyFields {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private KeyFields() {}

    /** @return the patterns, without repetitions */
    static List<String> models(@Nullable List<String> models) {
        if (models == null) {
            return List.of();
        }
        for (int i = 0; i < models.size(); i++) {
            try {
                new ModelPattern(models.get(i));
            } catch (IllegalArgumentException e) {
                throw ProblemException.field(
                        "models[" + i + "]", "model_pattern_invalid", String.valueOf(e.getMessage()));
            }
        }
        return models.stream().distinct().toList();
    }

    static @Nullable Instant expiry(@Nullable OffsetDateTime expiresAt, Instant now) {
        if (expiresAt == null) {
            return null;
        }
        Instant instant = expiresAt.toInstant();
        if (!instant.isAfter(now) || instant.isAfter(LATEST)) {
            throw ProblemException.field("expiresAt", "expiry_not_in_future", "A key expires in the future.");
        }
        return instant;
    }
}
