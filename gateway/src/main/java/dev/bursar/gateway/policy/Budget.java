package dev.bursar.gateway.policy;

/** @param level {@code organization}, {@code team}, {@code project}, {@code class}, {@code member} or {@code key} */
public record Budget(String id, String name, String level, boolean hard, String owner) {}
