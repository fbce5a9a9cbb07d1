package dev.bursar.server.scim;

import java.util.UUID;

/** What every kind of resource has of its own. */
interface ResourceRow {
    UUID id();

    /** From 1, one more with each change. */
    long version();
}
