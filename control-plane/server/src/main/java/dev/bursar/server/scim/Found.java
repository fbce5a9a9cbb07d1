package dev.bursar.server.scim;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A page of a list. @param total of all that fit, on whatever page */
record Found(long total, List<ObjectNode> resources) {}
