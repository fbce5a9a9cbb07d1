package dev.bursar.server.scim;

import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** A resource as it is shown, with what its headers say. */
record Versioned(UUID id, long version, ObjectNode resource) {}
