package dev.bursar.server.publication;

import java.util.UUID;

/** A gateway node, known by its client certificate. */
public record Node(UUID id, String name) {}
