package dev.bursar.gateway.edge;

import dev.bursar.gateway.json.JsonCursor;

/** A mark for the provider's cache. Writes are priced for five minutes; keeping them longer costs more. */
final class CacheControl {
    private CacheControl() {}

    static void read(JsonCursor in, DemandTally tally) {
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        in.beginObject();
        for (boolean first = true; in.nextMember(first); first = false) {
            if (!in.name().equals("ttl")) {
                in.skip();
            } else if (!fiveMinutes(in)) {
                tally.unpriceable("a cache_control.ttl other than 5m");
            }
        }
    }

    private static boolean fiveMinutes(JsonCursor in) {
        if (Members.passedNull(in)) {
            return true;
        }
        if (in.peek() == '"') {
            return in.string().equals("5m");
        }
        in.skip();
        return false;
    }
}
