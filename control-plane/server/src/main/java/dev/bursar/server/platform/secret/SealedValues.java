package dev.bursar.server.platform.secret;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** One place where a capability keeps sealed values: what a new key encryption key makes it go through. */
public interface SealedValues {
    /** As an operator reads it, in the plural: {@code provider credentials}. The order of the places, too. */
    String what();

    /**
     * How many of an organization's values are under which key.
     *
     * @return empty as a key: under one from before keys had ids
     */
    Map<Optional<KeyId>, Long> count(DSLContext tx, UUID organizationId);

    /**
     * Puts values under the newest key, in the order of their ids.
     *
     * @param after the last id of the batch before; null: from the beginning
     * @param most of values that are looked at
     */
    Batch rewrap(DSLContext tx, UUID organizationId, @Nullable UUID after, int most);

    /**
     * What became of a batch.
     *
     * @param unreadable sealed under a key that is not here, or altered: they stay as they are
     * @param last id that was looked at; null: there is nothing more
     */
    record Batch(int wrapped, int unreadable, @Nullable UUID last) {}
}
