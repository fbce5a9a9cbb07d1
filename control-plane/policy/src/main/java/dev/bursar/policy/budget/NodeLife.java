package dev.bursar.policy.budget;

import java.util.UUID;

/** One life of a node. @param epoch grows by one with each */
public record NodeLife(UUID nodeId, long epoch) {}
