package dev.bursar.gateway.keyring;

import dev.bursar.gateway.policy.KeyGrant;

/** Who calls, or why nobody does. */
public sealed interface KeyVerdict {
    record Known(KeyGrant grant) implements KeyVerdict {}

    record Refused(KeyRefusal reason) implements KeyVerdict {}
}
