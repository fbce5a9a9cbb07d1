package dev.bursar.server.scim;

import dev.bursar.server.scim.protocol.ScimException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code If-Match} and {@code If-None-Match} (RFC 7644, 3.14). Tags are compared weakly: all of ours are weak. */
final class Preconditions {
    private Preconditions() {}

    /** @throws ScimException 412 if the resource has changed meanwhile */
    static void match(@Nullable String ifMatch, long version) {
        if (ifMatch != null && !names(ifMatch, version)) {
            throw ScimException.of(412, "It has changed since you read it: its version is " + Meta.tag(version) + ".");
        }
    }

    /** Does the client have this version already? */
    static boolean isKnown(@Nullable String ifNoneMatch, long version) {
        return ifNoneMatch != null && names(ifNoneMatch, version);
    }

    private static boolean names(String tags, long version) {
        String wanted = "\"" + version + "\"";
        return Arrays.stream(tags.split(","))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(wanted));
    }
}
