package dev.bursar.server.sso;

import java.util.List;

/** Looks up TXT records. */
interface TxtRecords {
    /** @return their texts; none where there is no record or no answer */
    List<String> at(String name);
}
