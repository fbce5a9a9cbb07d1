package dev.bursar.gateway.edge;

import dev.bursar.gateway.keyring.PresentedToken;
import dev.bursar.gateway.policy.KeyGrant;

/** Where a request goes, decided by its method and path alone, and on whose behalf. */
sealed interface Routed {
    record Chat(KeyGrant key) implements Routed {}

    record Models(KeyGrant key) implements Routed {}

    record Key(KeyGrant key) implements Routed {}

    /** @param idempotencyKey empty: none was given */
    record Ask(KeyGrant key, String idempotencyKey) implements Routed {}

    record Refused(ApiError error) implements Routed {}

    /** On whose behalf is not known yet: it comes with a token that must be checked first. */
    record Unchecked(PresentedToken token, Route route) implements Routed {}

    /** Where a request goes once it is known on whose behalf. */
    interface Route {
        Routed of(KeyGrant key);
    }
}
