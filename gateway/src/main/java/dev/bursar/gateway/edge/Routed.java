package dev.bursar.gateway.edge;

import dev.bursar.gateway.policy.KeyGrant;

/** Where a request goes, decided by its method and path alone, and on whose behalf. */
sealed interface Routed {
    record Chat(KeyGrant key) implements Routed {}

    record Models(KeyGrant key) implements Routed {}

    record Key(KeyGrant key) implements Routed {}

    /** @param idempotencyKey empty: none was given */
    record Ask(KeyGrant key, String idempotencyKey) implements Routed {}

    record Refused(ApiError error) implements Routed {}
}
