package dev.bursar.server.scim;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as they come from outside. */
final class Uuids {
    /** {@link UUID#fromString} takes shorter ones as well. */
    private static final Pattern WHOLE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Uuids() {}

    /** Empty for what is no id. */
    static Optional<UUID> of(String text) {
        return WHOLE.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
