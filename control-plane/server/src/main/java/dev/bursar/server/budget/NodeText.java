package dev.bursar.server.budget;

import dev.bursar.server.publication.NodeCallException;
import java.util.UUID;

/** Ids and amounts as nodes write them. */
final class NodeText {
    private static final int UUID_LENGTH = 36;

    private NodeText() {}

    /** @throws NodeCallException with that code if it is none */
    static UUID uuid(String text, String code) {
        try {
            if (text.length() == UUID_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            // Falls through: the node hears the code, not the text.
        }
        throw NodeCallException.invalid(code);
    }
}
